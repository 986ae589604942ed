"""The long form of tests/study/test_kills.py: a hundred kills, and every file call of a small study."""
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "study"))

from conftest import Program, ROOT, BUILD, calls_of, digests, fake, kill_at  # noqa: E402, F401


def test_killed_before_every_file_call(fake, tmp_path):  # noqa: F811
    calls = calls_of(fake, tmp_path / "whole")
    for call in range(1, calls + 1):
        kill_at(fake, tmp_path / f"cut{call}", call)
        assert digests(tmp_path / f"cut{call}") == digests(tmp_path / "whole"), f"killed before file call {call}"


def test_killed_a_hundred_times_at_random(tmp_path):
    program = Program(BUILD / "bitewing", ROOT / "configs" / "tiny.toml", ["--replications", "6"])
    begin = time.monotonic()
    assert program.run(tmp_path / "whole", "--no-progress").returncode == 0
    length = time.monotonic() - begin
    rng = random.Random(3)
    for i in range(100):
        folder = tmp_path / f"cut{i % 10}"  # ten studies, each cut ten times
        process = program.start("run", program.study, "--out", folder, *program.always, "--no-progress")
        time.sleep(rng.uniform(0, length))
        process.kill()
        process.communicate()
    for i in range(10):
        assert program.run(tmp_path / f"cut{i}").returncode == 0
        assert digests(tmp_path / f"cut{i}") == digests(tmp_path / "whole")
