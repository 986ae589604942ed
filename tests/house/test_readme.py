"""What the root README tells a reader to type is accepted by the program."""
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text()


def check(*arguments) -> subprocess.CompletedProcess:
    program = Path(os.environ.get("BITEWING_PROGRAM", ROOT / "build/release/bitewing"))
    if not program.exists():
        pytest.skip(f"{program} is not built")
    return subprocess.run([program, "check", *arguments], capture_output=True, text=True)


def test_the_study_of_the_readme_is_accepted(tmp_path):
    (study,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    study = study.replace('extends = "', f'extends = "{ROOT}/configs/')
    (tmp_path / "study.toml").write_text(study)
    result = check(tmp_path / "study.toml")
    assert result.returncode == 0, result.stderr
    (tmp_path / "study.toml").write_text(study + "no_such_key = 1\n")
    assert check(tmp_path / "study.toml").returncode == 2


def test_the_overrides_of_the_readme_are_accepted():
    overrides = re.findall(r"--set (\S+)", TEXT)
    assert overrides
    for override in overrides:
        result = check(ROOT / "configs/cheshire_merseyside.toml", "--set", override)
        assert result.returncode == 0, result.stderr


def test_the_files_that_the_readme_names_exist():
    named = re.findall(r"`((?:sim|models|configs|analysis|tests|tools|outputs)/[\w./]*)`", TEXT)
    assert len(named) > 5
    made_by_a_run_or_reader = {"configs/vacancies.toml"}
    missing = [name for name in named if not name.startswith("outputs/") and not (ROOT / name).exists()]
    assert set(missing) <= made_by_a_run_or_reader
