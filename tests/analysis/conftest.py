"""Studies to read: a made-up one written through the program's own recorder, and a real tiny one."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "analysis" / "src"

# Without an installed package its sources are used, also by the kernels of notebooks.
try:
    import bitewing  # noqa: F401
except ImportError:
    sys.path.insert(0, str(SOURCES))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH")]))


PILOT = """
extends = "{root}/configs/tiny.toml"
[study]
title = "A pilot on tiny"
months = 12
replications = 3
practice_months = true
"""
PILOT_SCENARIO = """
[scenario.rate_{rate}_slot_{extra}]
label = "A pilot"
[scenario.rate_{rate}_slot_{extra}.pathway.child_pilot]
practices = 4
start = 2024-04-01
pay = {{ uda_uplift = {rate} }}
"""
LENGTH = """slots = {{ extra = {extra} }}
"""


def program() -> Path:
    """The program under test: BITEWING_PROGRAM, else that of the release build."""
    return Path(os.environ.get("BITEWING_PROGRAM", ROOT / "build" / "release" / "bitewing"))


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the runs of two scenarios and four replications, and study.h5."""
    folder = tmp_path_factory.mktemp("made_up")
    subprocess.run([program().with_name("write_sample"), folder], check=True)
    return folder


@pytest.fixture(scope="session")
def made_up_sums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same study, gathered as sums over replications."""
    folder = tmp_path_factory.mktemp("made_up_sums")
    subprocess.run([program().with_name("write_sample"), folder, "sums"], check=True)
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """configs/tiny.toml as the program plays it."""
    if not program().exists():
        pytest.skip(f"{program()} is not built")
    folder = tmp_path_factory.mktemp("studies") / "tiny"
    command = [program(), "run", ROOT / "configs" / "tiny.toml", "--out", folder, "--replications", "2", "--no-progress"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of the children's pilot on configs/tiny.toml: two rates and two lengths of slots, three replications."""
    if not program().exists():
        pytest.skip(f"{program()} is not built")
    folder = tmp_path_factory.mktemp("pilot")
    text = PILOT.format(root=ROOT)
    for extra, rate in ((10, 0), (10, 100), (30, 0), (30, 100)):
        text += PILOT_SCENARIO.format(rate=rate, extra=extra)
        text += LENGTH.format(extra=extra) if extra != 10 else ""  # the others have what --set says
    (folder / "pilot.toml").write_text(text)
    shared = ["--set", "pathway.child_pilot.slots.extra=10"]
    command = [program(), "run", folder / "pilot.toml", "--out", folder / "out", "--no-progress", *shared]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "out"
