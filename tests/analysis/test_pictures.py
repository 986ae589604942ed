"""The pictures of the README can be drawn again from any study."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"


def test_the_pictures_of_the_readme_are_drawn(tiny: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, ANALYSIS / "pictures" / "draw.py", tiny, tmp_path], check=True)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["access.png", "waits.png"]
