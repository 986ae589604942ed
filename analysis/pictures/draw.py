"""Draws the pictures of the README from the folder of a study.

    .venv/bin/python analysis/pictures/draw.py outputs/cheshire_merseyside [folder for the pictures]
"""
from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from bitewing import Study, access_by_deprivation, figures, wait_distribution

DOTS_PER_INCH = 110


def draw(study_folder: Path, pictures: Path) -> None:
    """Access by deprivation and waits, as `access.png` and `waits.png`."""
    with Study.open(study_folder) as study:
        access = pd.concat([access_by_deprivation(study, people) for people in ("children", "adults")])
        figures.access_by_deprivation(access).savefig(pictures / "access.png", dpi=DOTS_PER_INCH)
        waits = pd.concat([wait_distribution(study, service) for service in ("routine_care", "urgent_care")])
        figures.waits(waits).savefig(pictures / "waits.png", dpi=DOTS_PER_INCH)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent)
