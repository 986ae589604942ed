"""Every programme of the plans on both regions, built in and from published tables: what each is paid follows from what it
did, to the penny; what every practice is paid follows from its contract; and what begins after the end never was."""
import os
import sys
from pathlib import Path

import h5py
import numpy
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "study"))

from conftest import BUILD, ROOT, Program  # noqa: E402

YEARS = 2  # whole contract years from the first simulated day on, so that nothing is carried into the first
REGIONS = ["cheshire_merseyside", "cheshire_merseyside_real", "north_west_london", "north_west_london_real"]
# what programmes pay: line, price in pence, what is counted
FEES = {
    "access_sessions__session_fee": (65_000, "access_sessions__sessions"),
    "advanced_child_care__referral": (10_000, "advanced_child_care__referrals"),
    "care_homes__session_fee": (35_000, "care_homes__sessions"),
    "care_homes__visit_fee": (9_600, "care_homes__visits"),
    "care_homes__mouth_care_taught": (15_000, "care_homes__homes_taught"),
    "contract_management__flexible_session": (44_000, "contract_management__flexible_sessions"),
    "place_leads__session_fee": (34_000, "place_leads__sessions"),
    "workforce__graduate": (2_000_000, "workforce__graduates_came"),
}
# all of every_programme.toml that has a date; whom enhanced units are for is counted from the start, with or without them
LATER = """
[scenario.later.pathway.care_homes]
start = 2031-04-01
practices = 50
taught = { share = 1, from = 2031-04-01 }
[scenario.later.pathway.access_sessions]
start = 2031-04-01
practices = 60
[scenario.later.pathway.contract_management]
over_delivery = { years = ["2031/32"] }
mid_year_review = { years = ["2031/32"], rebased = 0.5 }
flexible = { years = ["2031/32"] }
[scenario.later.pathway.advanced_child_care]
start = 2031-04-01
practices = 30
[scenario.later.pathway.place_leads]
start = 2031-04-01
sessions = 1
[scenario.later.pathway.priority_groups]
enhanced = { practices = 60, start = 2031-04-01 }
[scenario.later.pathway.workforce]
foundation = { posts = 1, practices = 9, from = 2031-04-01 }
graduates = { a_year = 20, from = 2031-04-01 }
return_of_service = { kept = 0.5, from = 2031-04-01 }
[scenario.later.pathway.child_pilot]
start = 2031-04-01
practices = 16
slots = { extra = 20 }
pay = { uda_uplift = 50 }
"""


@pytest.fixture(scope="module", params=REGIONS)
def runs(request, tmp_path_factory):
    """The run files of one region by scenario."""
    if request.param.endswith("_real") and "BITEWING_DATA" not in os.environ:
        pytest.skip("BITEWING_DATA is not set")
    folder = tmp_path_factory.mktemp(request.param)
    study = folder / "money.toml"
    text = (ROOT / "configs" / "studies" / "every_programme.toml").read_text()
    for old, new in {"../cheshire_merseyside.toml": f"{ROOT}/configs/{request.param}.toml",
                     "months = 12": f"months = {12 * YEARS}\nwarm_up = 0",
                     'over_delivery = { years = ["2024/25"] }': 'over_delivery = { years = ["2024/25", "2025/26"] }'}.items():
        assert old in text
        text = text.replace(old, new)
    study.write_text(text + LATER + "[contract]\nhand_back_rate = 0\n[pathway.priority_groups]\ncore20 = true\n")
    scenarios = ("baseline", "over_delivery", "every_programme", "later")
    chosen = [word for name in scenarios for word in ("--scenario", name)]
    done = Program(BUILD / "bitewing", study)("run", study, "--out", folder / "out", "--no-progress", "--replications", "1",
                                              *chosen, timeout=1800)
    assert done.returncode == 0, done.stderr
    files = {name: h5py.File(folder / "out" / "runs" / name / "0001.h5") for name in scenarios}
    yield files
    for file in files.values():
        file.close()


def paid(run):
    """Pence by line."""
    return dict(zip(run["finance/line"].asstr()[()], run["finance/paid"][()].sum(axis=(0, 1, 2)).tolist()))


def test_programmes_are_paid_for_what_they_did(runs):
    run = runs["every_programme"]
    lines = paid(run)
    for line, (price, counted) in FEES.items():
        number = int(run[f"programmes/{counted}"][()].sum())
        assert number > 0, line
        assert lines[line] == price * number, line
    places, weeks = run["finance/place"].shape[0], 50
    assert lines["place_leads__session_fee"] == YEARS * places * weeks * 34_000
    assert lines["advanced_child_care__set_up"] == 30 * 50_000
    assert lines["care_homes__equipment"] == 50 * 30_000
    # two sessions a month of 50 practices for every month of the two years
    assert lines["care_homes__session_fee"] == YEARS * 42_000_000


def worth(hundredths, pence):
    """What so many hundredths of a UDA come to: the nearest penny, halves away from zero."""
    return (hundredths * pence + 50) // 100


@pytest.mark.parametrize("scenario", ["baseline", "over_delivery"])
def test_every_practice_is_paid_by_its_contract(runs, scenario):
    run = runs[scenario]
    offer = scenario == "over_delivery"
    contracted, delivered, paid_for, value, clawback = (
        run[f"practices/{name}"][()].tolist() for name in ("uda_contracted", "uda_delivered", "uda_paid", "uda_value", "clawback"))
    due = recovered = 0
    kinds = {"short": 0, "owing": 0, "over": 0}
    for practice in range(len(contracted)):
        owed = credit = 0
        for year in range(YEARS):
            target, price = contracted[practice][year], value[practice][year]
            counted = delivered[practice][year] + credit - owed
            owed = credit = 0
            least, most = 960 * target, (target * (1100 if offer else 1020) + 500) // 1000
            if 1000 * counted < least:
                expected, owed = max(counted, 0), max(-counted, 0)
                kinds["short"] += 1
            elif counted <= target:
                expected, owed = target, target - counted
                kinds["owing"] += owed > 0
            else:
                expected = min(counted, most) if offer else target
                credit = 0 if offer else min(counted, most) - target
                kinds["over"] += 1
            assert paid_for[practice][year] == expected, (practice, year)
            back = max(worth(target, price) - worth(expected, price), 0)
            assert clawback[practice][year] == back, (practice, year)
            due += worth(max(expected, target), price)
            recovered += back
    assert min(kinds.values()) > 0, kinds
    lines = paid(run)
    assert lines["uda"] == due
    assert lines["general_practice__clawback"] == -recovered


def test_what_begins_after_the_end_never_was(runs):
    never, later = {}, {}
    for file, found in ((runs["baseline"], never), (runs["later"], later)):
        file.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    assert never.keys() == later.keys()
    for name, data in never.items():
        numpy.testing.assert_array_equal(data, later[name], err_msg=name)
