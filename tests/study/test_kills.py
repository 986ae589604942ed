"""kill -9 at any moment, then the same command again: the same bytes as without it."""
import random
import time

from conftest import calls_of, digests, kill_at, leftovers


def test_killed_at_any_file_call(program, tmp_path):
    calls = calls_of(program, tmp_path / "whole")
    whole = digests(tmp_path / "whole")
    assert len(whole) > 3
    rng = random.Random(1)
    for i in range(20):  # one in each twentieth: the plan, the runs, the gathering
        call = rng.randint(1 + calls * i // 20, max(1, calls * (i + 1) // 20))
        kill_at(program, tmp_path / f"cut{i}", call)
        assert digests(tmp_path / f"cut{i}") == whole, f"killed before file call {call} of {calls}"


def test_killed_before_and_after_every_rename(fake, tmp_path):
    renames = calls_of(fake, tmp_path / "whole", only="rename")
    whole = digests(tmp_path / "whole")
    assert renames == len(whole) + 1  # and the plan
    for call in range(1, renames + 1):
        kill_at(fake, tmp_path / f"cut{call}", call, only="rename")
        assert digests(tmp_path / f"cut{call}") == whole, f"killed before rename {call}"


def test_killed_many_times_at_random(program, tmp_path):
    begin = time.monotonic()
    assert program.run(tmp_path / "whole", "--no-progress").returncode == 0
    length = time.monotonic() - begin
    rng = random.Random(2)
    for _ in range(20):
        process = program.start("run", program.study, "--out", tmp_path / "cut", *program.always, "--no-progress")
        time.sleep(rng.uniform(0, length))
        process.kill()
        process.communicate()
    assert program.run(tmp_path / "cut").returncode == 0
    assert digests(tmp_path / "cut") == digests(tmp_path / "whole")
    assert leftovers(tmp_path / "cut") == []


def test_an_update_killed_halfway_goes_on_without_asking_again(fake, tmp_path):
    out, change = tmp_path / "out", ["--set", "fake.people=300"]
    assert fake.run(out).returncode == 0
    assert fake.run(tmp_path / "whole", *change).returncode == 0
    for call in (2, 20, 60):
        assert fake.run(out, "--update").returncode == 0
        fake.always = ["--update", *change]
        kill_at(fake, out, call)
        fake.always = []
        assert fake.run(out, *change).returncode == 0
        assert digests(out) == digests(tmp_path / "whole")
