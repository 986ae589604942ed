"""A pathway written as models/README.md tells: a folder (tests/pathways/mobile_van) and a block, no other file."""
import h5py
import numpy as np
import pytest
from conftest import BUILD, ROOT, Program, digests

VAN = """
[pathway.mobile_van]
vans = { value = 1, low = 0, high = 5, source = "[U] invented" }
patients = { value = 6, low = 1, high = 20, source = "[U] invented" }
booked_ahead = { value = 10, unit = "d", low = 1, high = 30, source = "[U] invented" }
day_fee = { value = 900.25, unit = "GBP", low = 0, high = 2000, source = "[U] invented" }
adult_share = { value = 0.5, low = 0, high = 1, source = "[U] invented" }
"""


@pytest.fixture
def with_van(tmp_path):
    """The program that has the pathway; its study turns it on."""
    study = tmp_path / "van.toml"
    study.write_text(f'extends = "{ROOT}/configs/tiny.toml"\n' + VAN)
    return Program(BUILD / "bitewing_with_van", study, ["--no-progress", "--replications", "1"])


def arrays(folder):
    """Every array of the baseline's first run by its path."""
    found = {}
    with h5py.File(folder / "runs" / "baseline" / "0001.h5") as run:
        run.visititems(lambda name, item: found.update({name: item[()]} if isinstance(item, h5py.Dataset) else {}))
    return found


def play(program, out, *words):
    done = program.run(out, *words)
    assert done.returncode == 0, done.stderr
    return arrays(out)


def test_it_describes_itself(with_van):
    schema = with_van("describe", "--schema").stdout
    assert "of adults whom no practice took, those whom the van is for" in schema
    assert "mobile_van__visits" in with_van("describe").stdout


def test_off_it_moves_nothing(with_van, tmp_path):
    without = Program(BUILD / "bitewing", ROOT / "configs" / "tiny.toml", with_van.always)
    before = play(without, tmp_path / "before")
    with_van.study = without.study
    off = play(with_van, tmp_path / "off")
    assert {name for name in off if name not in before} == {
        "programmes/mobile_van__days", "programmes/mobile_van__visits"}
    assert not off["programmes/mobile_van__days"].any()
    # money has a line and a programme more, nothing in them
    known = {axis: [label in set(before[axis]) for label in off[axis]] for axis in ("finance/line", "finance/programme")}
    longer = {
        "finance/paid": "finance/line", "finance/committed": "finance/programme",
        "finance/unfunded": "finance/programme",
    }
    assert all(labels.count(False) == 1 for labels in known.values())
    for name, values in before.items():
        now = off[name]
        if name in known:
            continue
        if now.shape != values.shape:
            labels = known[longer[name]]
            assert not now[..., np.logical_not(labels)].any()
            now = now[..., labels]
        assert np.array_equal(now, values, equal_nan=values.dtype.kind == "f"), name


def test_on_it_sees_people_and_is_paid(with_van, tmp_path):
    van = play(with_van, tmp_path / "on")
    days, visits = van["programmes/mobile_van__days"], van["programmes/mobile_van__visits"]
    assert visits.sum() > 100
    assert (visits.sum(axis=0) <= 6 * days.sum(axis=0) + 6 * 10).all()
    # every penny: the days out, in each Place and month, at the fee
    line = [name.decode() for name in van["finance/line"]].index("mobile_van__day_fee")
    assert np.array_equal(van["finance/paid"].sum(axis=2)[..., line], days * 90025)
    # every request: waiting is what waited, and who asked, less who began or left
    stock = van["queues/waiting_at_start"].astype(np.int64)
    for month in range(days.shape[0]):
        flow = {name: van[f"queues/{name}"][month].astype(np.int64) for name in ("asked", "started", "left")}
        stock = stock + flow["asked"] - flow["started"] - flow["left"]
        assert np.array_equal(stock, van["queues/waiting"][month])


def test_a_van_of_size_zero_is_no_van(with_van, tmp_path):
    zero = play(with_van, tmp_path / "zero", "--set", "pathway.mobile_van.vans=0")
    with_van.study = ROOT / "configs" / "tiny.toml"
    off = play(with_van, tmp_path / "off")
    assert zero.keys() == off.keys()
    for name, values in off.items():
        assert np.array_equal(zero[name], values, equal_nan=values.dtype.kind == "f"), name


def test_same_bytes_at_any_thread_count(with_van, tmp_path):
    for threads in (1, 3):
        play(with_van, tmp_path / str(threads), "--threads", threads)
    assert digests(tmp_path / "1") == digests(tmp_path / "3")


def test_its_faults_are_told_like_all_others(with_van, tmp_path):
    with_van.study.write_text(with_van.study.read_text().replace("patients = { value = 6", "patients = { value = 600"))
    done = with_van.run(tmp_path / "out")
    assert done.returncode == 2
    assert "van.toml:5:" in done.stderr and "patients" in done.stderr
