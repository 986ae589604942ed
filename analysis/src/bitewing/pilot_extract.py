"""The monitoring extract of the children's pilot, by practice and month, as CSV with its definitions."""
from __future__ import annotations

from pathlib import Path

import pandas as pd

from .study import ResultError, Study

PILOT = "child_pilot__"
BESIDE = ("uda", "courses_of_treatment", "paid")
"""What practice_months has of every practice, written beside the pilot's own measures."""


def practice_months(run: Study, names: list[str]) -> pd.DataFrame:
    """Variables of the group `practice_months` of one run, a row for each practice and month.

    Parameters
    ----------
    run : Study
        One run (`Study.open("outputs/NAME/runs/SCENARIO/0001.h5")`), of a study with `practice_months = true`.
    names : list of str
        The variables; axes other than practice and month are summed over.

    Raises
    ------
    ResultError
        Where the run has no such group.
    """
    if "practice_months" not in run.groups:
        raise ResultError(f"{run.path}: has no group practice_months (set practice_months = true under [study])")
    tables = [run.table("practice_months", name, by=["month", "practice"]) for name in names]
    return pd.concat([table.set_index(["month", "practice"])[name] for table, name in zip(tables, names)], axis=1)


def child_pilot_extract(run: Study, path: str | Path) -> pd.DataFrame:
    """The monitoring extract of the children's pilot: what its practices did, month by month, as a CSV.

    Beside it, NAME_definitions.csv says what each column means and in which unit.

    Parameters
    ----------
    run : Study
        One run, of a study with `practice_months = true` in which the pilot is on.
    path : str or Path
        The CSV to write.

    Returns
    -------
    pandas.DataFrame
        What was written: the months in which a practice was in the pilot.
    """
    path = Path(path)
    group = run.group("practice_months")
    own = [str(name) for name in group.data_vars if str(name).startswith(PILOT)]
    if not own:
        raise ResultError(f"{run.path}: tells nothing of the children's pilot by practice and month")
    table = practice_months(run, [*own, *BESIDE])
    table = table[table[PILOT + "practices"] > 0].drop(columns=PILOT + "practices")
    if table.empty:
        raise ResultError(f"{run.path}: the children's pilot is off in this run")
    table.columns = [name.removeprefix(PILOT) for name in table.columns]
    definitions = pd.DataFrame(
        [
            {
                "column": name.removeprefix(PILOT),
                "unit": group[name].attrs.get("units", ""),
                "definition": group[name].attrs.get("long_name", ""),
            }
            for name in [*own, *BESIDE]
            if name != PILOT + "practices"
        ]
    )
    table.reset_index().to_csv(path, index=False)
    definitions.to_csv(path.with_name(path.stem + "_definitions.csv"), index=False)
    return table.reset_index()
