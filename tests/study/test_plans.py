"""The studies of the two plans, whole, as they stand but on a small region."""
import re
from collections import Counter

import h5py
from conftest import HOMES, MANY_CHILDREN, on_tiny


def test_improvement_plan(tmp_path):
    program = on_tiny("improvement_plan.toml", tmp_path, "")
    text = program.study.read_text()
    for place in ("Knowsley", "Sefton", "Warrington", "Halton"):
        text = text.replace(f"places.{place}.sites = 1\n", "")
    text = text.replace('places."Cheshire East".sites', "places.Seaport.sites")
    text = text.replace('places."Cheshire West and Chester".sites', "places.Upvale.sites")
    text = re.sub(r"^places = \{.*\}$", "places = { Seaport = { practices = 1 } }", text, flags=re.M)
    text = text.replace('place = "Liverpool"', 'place = "Seaport"').replace('place = "Wirral"', 'place = "Upvale"')
    program.study.write_text(text)
    done = program.run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    cost = {}
    for path in (tmp_path / "out" / "runs").glob("*/0001.h5"):
        with h5py.File(path) as run:
            lines = [line.decode() for line in run["finance/line"][()]]
            paid = run["finance/paid"][()].sum(axis=(0, 1, 2))
            cost[path.parent.name] = dict(zip(lines, paid))
            assert "tags.owner" in run.attrs["tags"]
    baseline = cost["baseline"]
    assert cost["care_homes"]["care_homes__session_fee"] > baseline["care_homes__session_fee"] == 0
    assert 0 < cost["access_sessions"]["access_sessions__session_fee"] <= 227_500_000
    assert cost["urgent_sites"]["urgent_care__session_fee"] == baseline["urgent_care__session_fee"]
    own = {
        "advanced_child_care": "advanced_child_care__set_up", "place_leads": "place_leads__session_fee",
        "workforce": "workforce__training", "care_homes": "care_homes__session_fee",
    }
    for project, line in own.items():
        assert cost[project][line] > baseline[line] == 0
        assert cost["together"][line] > 0
    with h5py.File(tmp_path / "out" / "study.h5") as study:
        assert 'care_homes.tags.owner = "NHS Cheshire and Merseyside"' in study.attrs["tags"]


def test_every_programme(tmp_path):
    # posts enough for graduates, children enough for advanced practices
    larger = MANY_CHILDREN + HOMES + "[clinicians]\nfilled_mean = 0.6\n[practices]\ncontracted_uda = 12000\n"
    done = on_tiny("every_programme.toml", tmp_path, larger).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    new = {}
    baseline = paid_by_programme(tmp_path / "out", "baseline")
    for folder in (tmp_path / "out" / "runs").iterdir():
        paid = paid_by_programme(tmp_path / "out", folder.name)
        new[folder.name] = {programme for programme, pence in paid.items() if pence > 0 == baseline[programme]}
    # each pays for itself and for nothing else; the offer of 110 % and the review move what units are paid for
    own = {"access_sessions", "advanced_child_care", "care_homes", "child_pilot", "place_leads", "priority_groups", "workforce"}
    expected = {name: {name} for name in own} | {"flexible": {"contract_management"}}
    expected |= {"baseline": set(), "over_delivery": set(), "mid_year_review": set(), "every_programme": own | {"contract_management"}}
    assert new == expected


def paid_by_programme(out, scenario):
    """Pence that one run paid, by the programme in the name of the line."""
    paid = Counter()
    with h5py.File(out / "runs" / scenario / "0001.h5") as run:
        for line, pence in zip(run["finance/line"][()], run["finance/paid"][()].sum(axis=(0, 1, 2))):
            paid[line.decode().split("__")[0]] += int(pence)
    return paid


def test_child_pilot(tmp_path):
    larger = "[places.Upvale]\nrural = 0\n[practices]\ncontracted_uda = 12000\n"
    done = on_tiny("nwl_child_pilot.toml", tmp_path, larger).run(tmp_path / "out")
    assert done.returncode == 0, done.stderr
    seen, sessions, paid, minutes = Counter(), Counter(), Counter(), Counter()
    for path in (tmp_path / "out" / "runs").glob("*/*.h5"):
        with h5py.File(path) as run:
            name = path.parent.name
            pilot = {key[13:]: int(run["programmes"][key][()].sum()) for key in run["programmes"] if key.startswith("child_pilot__")}
            seen[name] += pilot["seen"]
            sessions[name] += pilot["long_sessions"]
            minutes[name] += pilot["long_minutes_used"]
            lines = [str(line, "utf-8") for line in run["finance/line"][()]]
            paid[name] += sum(int(run["finance/paid"][..., k].sum()) for k, line in enumerate(lines) if line.startswith("child_pilot__"))
    assert seen["baseline"] == sessions["baseline"] == paid["baseline"] == 0
    pilots = [name for name in seen if name != "baseline"]
    assert len(pilots) == 14
    assert all(seen[name] > 0 and sessions[name] > 0 and minutes[name] > 0 for name in pilots)
    assert all((paid[name] > 0) == (not name.startswith("rate_0_")) for name in pilots)
    for extra in (10, 20, 30):
        assert sessions[f"rate_0_slot_{extra}"] < sessions[f"rate_100_slot_{extra}"]
