"""What the tests of the study runner share: the programs, studies for them, and what a folder holds."""
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import h5py
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("BITEWING_BUILD", ROOT / "build" / "release"))
FAULT = BUILD / "libbitewing_file_fault.so"

FAKE = """
[study]
title = "Fake"
start = 2024-04-01
months = 2
warm_up = 1
replications = 3
seed = 7
[fake]
level = 0.5
milliseconds_a_day = 0
people = 500
bytes = 1000
throws = false
"""


# for studies on the tiny region that need homes of many residents, or children whom a practice cannot treat
HOMES = """
[population.care_homes]
places = 30
size = 8
[pathway.clusters]
footprint = 100000
"""
MANY_CHILDREN = """
[pathway.referral_management.needs]
child_unable = 1
child_not_yet = 1
[oral_health]
child_onset = 0.3
"""


@dataclass
class Program:
    """`bitewing`, and what is said to every `run` of it."""

    path: Path
    study: Path
    always: list[str] = field(default_factory=list)

    def start(self, *words, env=None):
        return subprocess.Popen(
            [str(self.path), *map(str, words)], env=os.environ | (env or {}), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )

    def __call__(self, *words, env=None, timeout=120):
        process = self.start(*words, env=env)
        out, err = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def run(self, out, *words, env=None):
        return self("run", self.study, "--out", out, *self.always, *words, env=env)


def on_tiny(name, folder, more="", names=()):
    """A study of configs/studies with tiny.toml in place of its region; `names`: patterns and what stands for them there."""
    text = (ROOT / "configs" / "studies" / name).read_text()
    for pattern, here in names:
        text, found = re.subn(pattern, here, text)
        assert found > 0
    text, changed = re.subn(r'^extends = ".*"$', f'extends = "{ROOT}/configs/tiny.toml"', text, flags=re.M)
    assert changed == 1
    study = folder / name
    study.write_text(re.sub(r"^months = .*$", "months = 12", text, flags=re.M) + more)
    return Program(BUILD / "bitewing", study, ["--no-progress", "--replications", "2"])


@pytest.fixture
def fake(tmp_path):
    """The program around the made-up model; two scenarios, three replications."""
    study = tmp_path / "fake.toml"
    study.write_text(FAKE + '[scenario.more]\nlabel = "More"\n[scenario.more.fake]\nlevel = 0.8\n')
    return Program(BUILD / "bitewing_fake", study)


@pytest.fixture
def real():
    """The program itself on its smallest region."""
    path, study = BUILD / "bitewing", ROOT / "configs" / "tiny.toml"
    if not path.is_file():
        pytest.skip(f"{path} is not built")
    return Program(path, study, ["--replications", "3"])


@pytest.fixture(params=["fake", "real"])
def program(request):
    return request.getfixturevalue(request.param)


def digests(folder):
    """The digest of every result file of a folder, by its path within it."""
    found = {}
    for path in sorted(Path(folder).rglob("*.h5")):
        with h5py.File(path) as file:
            found[str(path.relative_to(folder))] = file.attrs["digest"]
    return found


def leftovers(folder):
    return [path.name for path in Path(folder).rglob("*.tmp")]


def calls_of(program, folder, only=None):
    """How often the program touches files in an uninterrupted run; the folder keeps that run."""
    count = Path(f"{folder}.count")
    env = {"LD_PRELOAD": str(FAULT), "FILE_FAULT_COUNT": str(count)} | ({"FILE_FAULT_ONLY": only} if only else {})
    done = program.run(folder, "--no-progress", env=env)
    assert done.returncode == 0, done.stderr
    return int(count.read_text())


def kill_at(program, folder, call, only=None):
    """kill -9 before one of its file calls, then the same command again."""
    env = {"LD_PRELOAD": str(FAULT), "FILE_FAULT_KILL": str(call)} | ({"FILE_FAULT_ONLY": only} if only else {})
    killed = program.run(folder, "--no-progress", env=env)
    assert killed.returncode == -9, f"call {call}: {killed.returncode} {killed.stderr}"
    again = program.run(folder, "--no-progress")
    assert again.returncode == 0, f"after call {call}: {again.stderr}"
    assert leftovers(folder) == []
