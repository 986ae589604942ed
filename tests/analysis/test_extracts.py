"""The extracts by practice and month: they say what the run file says."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, program

from bitewing import ResultError, Study
from bitewing.extracts import main, monthly_activity_return, quality_extract, write_extracts

SETS = [
    "study.practice_months=true",
    "study.warm_up=12",
    "study.months=18",
    "clinicians.filled_mean=0.6",
    'pathway.contract_management.mid_year_review.years=["2024/25", "2025/26"]',
    "pathway.contract_management.mid_year_review.rebased=1",
    "pathway.contract_management.quality.fence=0.2",
    "pathway.contract_management.quality.least_begun=20",
]
PLAN = "pathway.contract_management.trajectory.units=[1000, 2000, 2000, 3000]"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not program().exists():
        pytest.skip(f"{program()} is not built")
    folder = tmp_path_factory.mktemp("extracts") / "tiny"
    sets = [word for one in [*SETS, PLAN] for word in ("--set", one)]
    command = [program(), "run", ROOT / "configs" / "tiny.toml", "--out", folder, "--replications", "1", "--no-progress"]
    subprocess.run([*command, *sets], check=True, stdout=subprocess.DEVNULL)
    return folder / "runs" / "baseline" / "0001.h5"


@pytest.fixture()
def study(run: Path) -> Study:
    with Study.open(run) as opened:
        yield opened


def test_activity_is_that_of_the_run(study: Study) -> None:
    table = monthly_activity_return(study)
    practices = study.group("practices").sizes["practice"]
    assert len(table) == 18 * practices
    assert table["uda"].sum() * 100 == pytest.approx(study.variable("activity", "uda").sum().item())
    assert table["courses"].sum() == study.variable("practice_months", "courses_of_treatment").sum()
    paid = study.variable("practice_months", "paid").sum().item()
    assert table["all_paid_gbp"].sum() * 100 == pytest.approx(paid)
    assert table["action_plan"].sum() == study.variable("practices", "contract_management__action_plans").sum() > 0
    assert table["given_up_uda"].sum() > 0
    assert table["early_warning"].isin([0, 1]).all()


def test_what_was_done_so_far_begins_anew_in_april(study: Study) -> None:
    table = monthly_activity_return(study)
    one = table[table["practice"] == table["practice"].iloc[0]].set_index("month")
    months = pd.to_datetime(one.index)
    april = months.month == 4
    assert april.sum() == 2
    assert (one["uda_so_far"][april] == one["uda"][april]).all()
    year = one[:12]
    assert year["uda_so_far"].iloc[-1] == pytest.approx(year["uda"].sum())
    share = 100 * year["uda_so_far"] / year["uda_planned_so_far"]
    assert np.abs(year["delivered_percent"] - share).max() < 0.1


def test_the_plan_of_a_region_is_shared_by_contract(study: Study) -> None:
    table = monthly_activity_return(study)
    march = table[pd.to_datetime(table["month"]) == "2025-03-01"]
    assert march["uda_planned_so_far"].sum() == pytest.approx(8000, abs=0.5)
    contracted = study.variable("practices", "uda_contracted").sel(year=2024).squeeze().values
    expected = 8000 * contracted / contracted.sum()
    # a contract that was lowered counts as it ended
    assert march["uda_planned_so_far"].to_numpy() == pytest.approx(expected, rel=1e-3, abs=0.02)


def test_rates_of_quality_are_those_of_their_counts(study: Study) -> None:
    table = quality_extract(study)
    kept = study.variable("practice_months", "contract_management__kept").sum().item()
    missed = study.variable("practice_months", "contract_management__missed").sum().item()
    rate = table["missed_percent"].fillna(0) / 100
    counted = (rate / (1 - rate) * table["appointments_kept"]).sum()
    assert table["appointments_kept"].sum() == kept > 0
    assert counted == pytest.approx(missed, rel=0.02)
    assert table["quality_flags"].sum() == study.variable("programmes", "contract_management__quality_flags").sum() > 0
    assert table["short_recall_percent"].dropna().between(0, 100).all()
    waits = study.variable("practice_months", "contract_management__wait_days").sum().item()
    assert (table["mean_wait_days"].fillna(0) * table["courses_begun"]).sum() == pytest.approx(waits, rel=0.02)


def test_files_are_written_and_read_again(run: Path, tmp_path: Path) -> None:
    files = write_extracts(run, tmp_path / "extracts")
    assert [file.name for file in files] == ["monthly_activity_return.csv", "quality_extract.csv"]
    with Study.open(run) as study:
        again = pd.read_csv(files[0], parse_dates=["month"])
        pd.testing.assert_frame_equal(again, monthly_activity_return(study), check_dtype=False)


def test_a_run_without_practice_months_is_refused_in_words(tiny: Path, tmp_path: Path, capsys) -> None:
    with Study.open(tiny) as study, pytest.raises(ResultError, match="practice_months = true"):
        monthly_activity_return(study)
    assert main([str(tiny), str(tmp_path)]) == 2
    assert "has no group 'practice_months'" in capsys.readouterr().err
    assert main([]) == 2


def test_the_command_writes_both(run: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bitewing.extracts", run, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "monthly_activity_return.csv"), str(tmp_path / "quality_extract.csv")]
