"""The studies of configs/studies run as they stand, on a small region."""
import re
from collections import Counter

import h5py
from conftest import HOMES, MANY_CHILDREN, ROOT, on_tiny

TINY = """
[pathway.specialist_care.places.Seaport]
locations = 2
[pathway.specialist_care.places.Upvale]
locations = 1
sessions = [0.1, 0.1]
"""


def test_referral_rules(tmp_path):
    program = on_tiny("referral_rules.toml", tmp_path, TINY)
    done = program.run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    scenarios = {"baseline", "nearest", "shortest_wait", "named_centre"}
    runs = {path.parent.name: path for path in (tmp_path / "out" / "runs").glob("*/0002.h5")}
    assert set(runs) == scenarios
    referrals, travel = {}, {}
    for name, path in runs.items():
        with h5py.File(path) as run:
            referrals[name] = run["programmes/referral_management__referrals"][()].sum()
            travel[name] = run["activity/travel_km"][()].sum()
    assert min(referrals.values()) > 20
    # one stream of referrals: it differs only by what treatment has changed meanwhile
    assert max(referrals.values()) - min(referrals.values()) < 0.1 * referrals["baseline"]
    assert len(set(travel.values())) > 1


def test_prevention(tmp_path):
    done = on_tiny("prevention.toml", tmp_path).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    reached, paid = {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            reached[path.parent.name] = run["programmes/prevention__taking_part"][()].sum()
            paid[path.parent.name] = run["finance/paid"][()].sum()
    assert reached["baseline"] == reached["less_sugar"] == 0
    assert 0 < reached["brushing"] < reached["bundle"] < reached["bundle_for_all"]
    assert paid["less_sugar"] - paid["baseline"] > 0.5 * 2 * 20_000_000


def test_rural_workforce(tmp_path):
    larger = "[places.Upvale]\nrural = 100\n[practices]\ncontracted_uda = 40000\n"  # so that posts are many
    done = on_tiny("rural_workforce.toml", tmp_path, larger).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    sessions = Counter()
    for path in (tmp_path / "out" / "runs").glob("*/*.h5"):
        with h5py.File(path) as run:
            sessions[path.parent.name] += int(run["programmes/general_practice__sessions"][()].sum())
            assert run["rurality/persons"][()][:, :, 1].sum() > 0
    assert sessions["twice"] < sessions["half_as_high_again"] < sessions["baseline"] < sessions["filled"]


def test_workforce(tmp_path):
    names = [(r"places = \{.*\}", 'places = { Seaport = { practices = 1 }, Upvale = { practices = 1 } }'),
             (r'place = "Liverpool"', 'place = "Seaport"'), (r'place = "Wirral"', 'place = "Upvale"'),
             (r"from = 2025-04-01", "from = 2024-10-01"), (r"replications = 5", "replications = 5\nmonths = 12")]
    larger = "[practices]\ncontracted_uda = 40000\n[clinicians]\nfilled_mean = 0.55\n"  # so that posts stand empty
    larger += "[contract]\nhand_back_rate = 0\n"  # nobody who is chosen closes
    done = on_tiny("workforce.toml", tmp_path, larger, names).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    total = {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            total[path.parent.name] = {
                name: int(values[()].sum()) for name, values in run["programmes"].items()
                if name.startswith(("workforce__", "place_leads__", "general_practice__", "access_sessions__"))}
    assert total["baseline"]["workforce__cost"] == total["baseline"]["place_leads__cost"] == 0
    assert total["training_practices"]["workforce__cost"] == 2 * 2_500_000
    assert total["sites"]["workforce__cost"] == 13 * 2_500_000
    trained = {name: total[name]["general_practice__trainee_sessions"] for name in total}
    assert trained["baseline"] < trained["training_practices"] < trained["together"]
    assert trained["baseline"] < trained["sites"] < trained["together"]
    assert total["centre"]["workforce__site_dentists"] == 6 * 4
    empty = {name: total[name]["general_practice__standing_empty"] for name in total}
    assert empty["graduates"] < empty["baseline"] and total["graduates"]["workforce__graduates_came"] > 0
    assert total["part_time"]["general_practice__sessions"] < total["baseline"]["general_practice__sessions"]
    assert total["extended_roles"]["workforce__scope_practices"] == 12 * 6
    assert total["leads"]["place_leads__cost"] == 2 * 50 * 34_000
    assert total["leads"]["place_leads__displaced_minutes"] > 0
    sessions = {name: total[name]["access_sessions__sessions"] for name in total}
    assert sessions["baseline"] == 0 < sessions["sessions"] < sessions["leads_speed"]


def test_pay_by_head(tmp_path):
    done = on_tiny("pay_by_head.toml", tmp_path).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    heads, reached = {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            heads[path.parent.name] = run["programmes/general_practice__heads"][()].sum()
            reached[path.parent.name] = run["programmes/prevention__taking_part"][()].sum()
    assert heads["baseline"] == 0 < min(heads[name] for name in heads if name != "baseline")
    assert reached["baseline"] == reached["half"] == 0 < reached["half_with_prevention"]


def test_outreach(tmp_path):
    done = on_tiny("outreach.toml", tmp_path).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    asked, put_off = {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            asked[path.parent.name] = run["programmes/outreach__asked"][()].sum()
            put_off[path.parent.name] = run["programmes/outreach__put_off"][()].sum()
    assert asked["baseline"] == asked["information"] == put_off["baseline"] == 0
    assert 0 < asked["signposting"] < asked["trained"]
    assert 0 < put_off["barriers_lowered"] <= put_off["barriers"]


def test_access_sessions(tmp_path):
    program = on_tiny("access_sessions.toml", tmp_path)
    centre = "scenario.centres.pathway.access_sessions.centres.per_million=200"  # one for 5,000 people
    done = program.run(tmp_path / "out", "--set", centre)
    assert done.returncode == 0, done.stderr
    begun, cost, slots = {}, {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            begun[path.parent.name] = run["programmes/access_sessions__begun"][()].sum()
            cost[path.parent.name] = run["programmes/access_sessions__cost"][()].sum()
            slots[path.parent.name] = run["programmes/access_sessions__slots"][()].sum()
    assert begun["baseline"] == cost["baseline"] == slots["baseline"] == 0
    assert 0 < begun["named_groups"] < begun["sessions"]
    assert cost["sessions"] == cost["named_groups"] == cost["kept_for_groups"] > 0
    assert begun["centres"] > 0 and cost["centres"] > 0


def test_over_delivery(tmp_path):
    # posts filled beyond what contracts take, so that some pass 100 %
    able = "[clinicians]\nfilled_floor = 0.9\nfilled_mean = 1.3\n[practices]\ncontracted_uda = 5500\n"
    program = on_tiny("over_delivery.toml", tmp_path, able)
    done = program.run(tmp_path / "out", "--set", "study.months=24", "--set", "contract.hand_back_rate=0")
    assert done.returncode == 0, done.stderr
    paid, highest = {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            name = path.parent.name
            paid[name] = run["programmes/contract_management__over_delivery_paid"][()].sum(axis=1)
            contracted, paid_for = run["practices/uda_contracted"][()], run["practices/uda_paid"][()]
            highest[name] = (paid_for / contracted).max(axis=0)
    assert paid["baseline"].sum() == 0 and highest["baseline"].max() <= 1
    # at the settlement of 2023/24, and of both years
    assert paid["as_planned"][23] == paid["as_planned"].sum() > 0
    assert paid["both_years"][11] > 0 and paid["both_years"][[11, 23]].sum() == paid["both_years"].sum()
    half = 0.5 / contracted.min()  # of 0.01 UDA: the cap is rounded to whole ones
    assert 1 < highest["as_planned"][1] <= 1.1 + half and highest["as_planned"][0] <= 1
    assert highest["to_105"][1] <= 1.05 + half


def test_contract_review(tmp_path):
    scarce = "[clinicians]\nfilled_mean = 0.5\n"
    done = on_tiny("contract_review.toml", tmp_path, scarce).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    plans, given_up, clawback, at_risk = Counter(), Counter(), Counter(), Counter()
    for path in (tmp_path / "out" / "runs").glob("*/*.h5"):
        with h5py.File(path) as run:
            name = path.parent.name
            plans[name] += int(run["programmes/contract_management__action_plans"][()].sum())
            given_up[name] += int(run["programmes/contract_management__given_up"][()].sum())
            clawback[name] += int(run["practices/clawback"][()].sum())
            at_risk[name] += int(run["programmes/contract_management__at_risk"][()].sum())
    assert plans["baseline"] == given_up["baseline"] == given_up["plans_on_paper"] == 0
    assert plans["plans_on_paper"] > 0
    assert clawback["plans_on_paper"] == clawback["baseline"]
    assert given_up["rebased"] > 0 and clawback["rebased"] < clawback["baseline"]
    assert min(at_risk.values()) > 0


def test_flexible_commissioning(tmp_path):
    done = on_tiny("flexible_commissioning.toml", tmp_path).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    held, contracted = Counter(), Counter()
    for path in (tmp_path / "out" / "runs").glob("*/*.h5"):
        with h5py.File(path) as run:
            name = path.parent.name
            held[name] += int(run["programmes/contract_management__flexible_sessions"][()].sum())
            contracted[name] += int(run["practices/uda_contracted"][()].sum())
    assert held["baseline"] == 0
    assert 0 < held["rigid"] < held["new_patients"] < held["new_patients_30"]
    assert 0 < held["children"] <= held["new_patients"]
    assert contracted["new_patients_30"] < contracted["new_patients"] < contracted["rigid"] < contracted["baseline"]


def test_care_home_pilot(tmp_path):
    done = on_tiny("care_home_pilot.toml", tmp_path, HOMES).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    sessions, plans, diseased = {}, {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            sessions[path.parent.name] = run["programmes/care_homes__sessions"][()].sum()
            plans[path.parent.name] = run["programmes/care_homes__plans"][-1].sum()
            diseased[path.parent.name] = run["programmes/care_homes__diseased"][-1].sum()
    assert sessions["baseline"] == plans["baseline"] == 0
    assert sessions["pilot"] == 2 * 2 * 2
    # sixteen homes are enough for five practices: two for twelve months, the others for ten
    assert sessions["roll_out"] == sessions["by_dentists"] == sessions["in_own_time"] == 2 * (2 * 12 + 3 * 10)
    assert sessions["by_clusters"] < sessions["by_funded_clusters"] < sessions["roll_out"]
    assert 0 < plans["pilot"] < plans["roll_out"]
    assert diseased["effective"] < diseased["baseline"]


def test_accdp(tmp_path):
    done = on_tiny("accdp.toml", tmp_path, MANY_CHILDREN).run(tmp_path / "out", *fewer_practices("accdp.toml"))
    assert done.returncode == 0, done.stderr
    referrals, set_up, minutes = Counter(), {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/*.h5"):
        with h5py.File(path) as run:
            referrals[path.parent.name] += int(run["programmes/advanced_child_care__referrals"][()].sum())
            set_up[path.parent.name] = run["programmes/advanced_child_care__practices"][-1].sum()
            minutes[path.parent.name] = run["programmes/advanced_child_care__minutes_from_books"][()].sum()
    assert referrals["baseline"] == set_up["baseline"] == minutes["baseline"] == minutes["on_top"] == 0
    assert set_up["thirty"] == set_up["referrers_learn"] == 6
    assert set_up["fifteen"] == 3
    assert minutes["thirty"] > minutes["fifteen"] > 0
    assert referrals["thirty"] > 0


def fewer_practices(name):
    """The tiny region has six practices: a fifth of those of the plan."""
    text = (ROOT / "configs" / "studies" / name).read_text()
    for scenario, practices in re.findall(r"^\[scenario\.(\w+)\.pathway\.\w+\]\npractices = (\d+)", text, flags=re.M):
        yield from ("--set", f"scenario.{scenario}.pathway.advanced_child_care.practices={int(practices) // 5}")


def test_priority_groups(tmp_path):
    program = on_tiny("priority_groups.toml", tmp_path, HOMES)
    text = program.study.read_text().replace("Liverpool", "Seaport").replace("Knowsley", "Upvale")
    program.study.write_text(text)
    done = program.run(tmp_path / "out", "--set", "scenario.foundation.pathway.priority_groups.foundation.patients=20")
    assert done.returncode == 0, done.stderr
    patients, due, taught, schemes, waits = {}, {}, {}, {}, {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            patients[path.parent.name] = run["programmes/priority_groups__patients"][()].sum()
            due[path.parent.name] = run["programmes/priority_groups__payments_due"][()].sum()
            taught[path.parent.name] = run["programmes/care_homes__homes_taught"][()].sum()
            schemes[path.parent.name] = run["programmes/prevention__schemes"][-1].sum()
            waits[path.parent.name] = run["queues/wait_days_sum"][()].sum()
    assert min(patients.values()) > 100
    assert patients["first"] != patients["baseline"] == patients["foundation"]
    assert len({waits["children_first"], waits["first"], waits["baseline"]}) == 3
    assert due["foundation"] == 2 > due["baseline"] == 0
    assert taught["homes_taught"] > 0 == taught["baseline"]
    assert schemes["mouth_care"] == 2 > schemes["baseline"] == 0
