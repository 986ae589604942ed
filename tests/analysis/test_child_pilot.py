"""The children's pilot as a table and a picture, and its monitoring extract."""
from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import bitewing
from bitewing import ResultError, Study
from bitewing.child_pilot import _settings, fieller

SHARED = """
[pathway.child_pilot]
slots = { extra = 20, response = 1 }
[scenario.cheap.pathway.child_pilot]
slots.response = 2
pay = { uda_uplift = 10 }
"""


def test_table_of_the_pilot(pilot: Path) -> None:
    with Study.open(pilot) as study:
        table = bitewing.child_pilot(study).set_index("scenario")
        paid = study.table("finance", "paid", by=["line"])
    assert list(table.index) == [f"rate_{rate}_slot_{extra}" for extra in (10, 30) for rate in (0, 100)]
    assert (table["long_sessions"] > 0).all() and (table["completed"] > 0).all()
    assert table.loc["rate_0_slot_10", "cost"] == 0 < table.loc["rate_100_slot_10", "cost"]
    mine = paid[paid["line"].str.startswith("child_pilot__") & (paid["scenario"] == "rate_100_slot_30")]
    assert table.loc["rate_100_slot_30", "cost"] == pytest.approx(mine["paid"].sum() / 3 / 100)
    # more pay, and shorter visits, raise what a minute pays; the rate that pays lies where the line meets one
    assert table.loc["rate_0_slot_10", "pay_ratio"] < table.loc["rate_100_slot_10", "pay_ratio"]
    assert table.loc["rate_100_slot_30", "pay_ratio"] < table.loc["rate_100_slot_10", "pay_ratio"]
    assert table.loc["rate_0_slot_10", "break_even"] < table.loc["rate_0_slot_30", "break_even"]


def test_picture_of_the_pilot(pilot: Path, tmp_path: Path) -> None:
    with Study.open(pilot) as study:
        table = bitewing.child_pilot(study)
    figure = bitewing.child_pilot_figure(table)
    figure.savefig(tmp_path / "pilot.png")
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert "Sessions with long slots held" in titles
    assert len(figure.axes[0].get_lines()) == 2
    # without a rate on the UDA there are marks alone; without lengths there is no picture
    bitewing.child_pilot_figure(table.assign(method="session")).savefig(tmp_path / "marks.png")
    with pytest.raises(ResultError, match="length of slots is known neither"):
        bitewing.child_pilot_figure(table.assign(extra=float("nan")))
    # a cost without bounds is not drawn
    without = bitewing.child_pilot_figure(table.assign(cost_per_added=1e6, cost_high=float("nan")))
    panel = without.axes[titles.index("GBP for each of them, where that has bounds")]
    assert all(pd.isna(line.get_ydata()).all() for line in panel.get_lines())


def test_terms_that_all_scenarios_share_are_read_where_they_stand(pilot: Path, tmp_path: Path) -> None:
    """--set has set the length of slots of two scenarios, which no study file has; a file may set it once for all."""
    with Study.open(pilot) as study:
        assert list(bitewing.child_pilot(study)["extra"]) == [10, 10, 30, 30]
        alone = Study(tmp_path / "study.h5", study.attributes | {"study_toml": SHARED})
        assert _settings(alone, "cheap")["pathway"]["child_pilot"] == {
            "slots": {"extra": 20, "response": 2},
            "pay": {"uda_uplift": 10},
        }


def test_a_run_of_the_pilot_is_not_compared_with_itself(pilot: Path, tiny: Path, tmp_path: Path) -> None:
    with Study.open(pilot / "runs" / "rate_100_slot_30" / "0001.h5") as run:
        with pytest.raises(ResultError, match="is on in rate_100_slot_30, to which the others are compared"):
            bitewing.child_pilot(run)
        with pytest.raises(ResultError, match="compared with itself"):
            bitewing.paired_difference(run, "summary", "unmet_need", scenario="rate_100_slot_30")
    with Study.open(pilot / "runs" / "baseline" / "0001.h5") as run:
        with pytest.raises(ResultError, match="off in this run"):
            bitewing.child_pilot_extract(run, tmp_path / "none.csv")
    assert not (tmp_path / "none.csv").exists()


def test_extract_of_the_pilot(pilot: Path, tmp_path: Path) -> None:
    with Study.open(pilot / "runs" / "rate_100_slot_30" / "0001.h5") as run:
        written = bitewing.child_pilot_extract(run, tmp_path / "pilot.csv")
        total = int(run.variable("programmes", "child_pilot__completed").sum())
    read = pd.read_csv(tmp_path / "pilot.csv")
    definitions = pd.read_csv(tmp_path / "pilot_definitions.csv")
    assert len(read) == len(written) > 0
    assert read["completed"].sum() == total
    assert set(definitions["column"]) == set(read.columns) - {"month", "practice"}
    assert definitions["definition"].notna().all() and definitions["unit"].notna().all()


def test_without_a_pilot_there_is_nothing_to_tell(tiny: Path, tmp_path: Path) -> None:
    with Study.open(tiny) as study:
        with pytest.raises(ResultError, match="off in every scenario"):
            bitewing.child_pilot(study)
        with pytest.raises(ResultError, match="practice_months"):
            bitewing.practice_months(study, ["uda"])


def test_money_over_people_has_bounds_only_where_there_are_people() -> None:
    sure = xr.DataArray([100.0, 110.0, 90.0], dims="replication"), xr.DataArray([10.0, 11.0, 9.0], dims="replication")
    mean, low, high = fieller(*sure)
    assert mean == pytest.approx(10) and low == pytest.approx(10) and high == pytest.approx(10)
    doubtful = xr.DataArray([100.0, 110.0, 90.0], dims="replication"), xr.DataArray([-5.0, 9.0, 2.0], dims="replication")
    mean, low, high = fieller(*doubtful)
    assert mean == pytest.approx(50) and math.isnan(low) and math.isnan(high)
    assert all(math.isnan(part) for part in fieller(doubtful[0], -sure[1]))
    rng = np.random.default_rng(1)
    people = xr.DataArray(rng.normal(50, 5, 30), dims="replication")
    mean, low, high = fieller(people * 20 + rng.normal(0, 20, 30), people)
    assert low < 20 < high and high - low < 1
