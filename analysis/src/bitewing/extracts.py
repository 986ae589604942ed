"""Extracts that a commissioner asks for, written from a run file that keeps practice_months.

`python3 -m bitewing.extracts RUN.h5 FOLDER` writes both as CSV files.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from .activity import CELLS_PER_UDA
from .study import RUN_AXES, ResultError, Study

PENCE_PER_POUND = 100
MONTHS_PER_YEAR = 12
APRIL = 4
FLAGS = {"at_risk": "early_warning", "action_plans": "action_plan", "quality_flags": "quality_flags"}


def monthly_activity_return(study: Study) -> pd.DataFrame:
    """What each practice did and was paid, month by month, against what was planned.

    Parameters
    ----------
    study : Study
        A run file of a study with `[study] practice_months = true`.

    Returns
    -------
    pandas.DataFrame
        A row for each practice and month: `practice`, `month` (its first day), `uda`, `uda_so_far` (since April, or since
        the first reported month), `uda_planned_so_far` (the practice's part of the region's trajectory by its contract;
        where there is no trajectory, twelfths of its contract), `delivered_percent` of that, `courses`, `new_courses`
        (begun), `contract_paid_gbp` (lines `uda` and clawback), `all_paid_gbp`, and the flags `early_warning`,
        `action_plan`, `quality_flags`, `given_up_uda`.
    """
    months = _practice_months(study)
    uda, years = months["uda"] / CELLS_PER_UDA, _contract_years(months["month"])
    planned = _planned(study, months, years)
    paid = months["paid"].sum("payer") / PENCE_PER_POUND
    contract = paid.sel(line=["uda", "general_practice__clawback"]).sum("line")
    columns = {
        "uda": uda,
        "uda_so_far": uda.groupby(years).cumsum("month"),
        "uda_planned_so_far": planned.groupby(years).cumsum("month"),
        "courses": months["courses_of_treatment"].astype("int64"),
        "new_courses": _of_management(months, "begun"),
        "contract_paid_gbp": contract,
        "all_paid_gbp": paid.sum("line"),
        **{column: _of_management(months, name) for name, column in FLAGS.items()},
        "given_up_uda": _of_management(months, "given_up") / CELLS_PER_UDA,
    }
    table = _table(columns)
    share = 100 * _ratio(table["uda_so_far"], table["uda_planned_so_far"])
    table.insert(table.columns.get_loc("uda_planned_so_far") + 1, "delivered_percent", share.round(1))
    return table.round({"uda_planned_so_far": 2})


def quality_extract(study: Study) -> pd.DataFrame:
    """What each practice's records show of quality, month by month.

    Parameters
    ----------
    study : Study
        As for `monthly_activity_return`.

    Returns
    -------
    pandas.DataFrame
        A row for each practice and month: `practice`, `month`, `courses_begun`, `mean_wait_days`, `appointments_kept`,
        `missed_percent`, `recalls`, `short_recall_percent` (set much sooner than risk suggests), `returned_percent` (of
        courses begun, of patients known there who had one shortly before, there or elsewhere), `uda_a_patient`
        (credited, a course begun), and `quality_flags`. A rate of nothing is nan.
    """
    months = _practice_months(study)
    names = ("begun", "wait_days", "kept", "missed", "recalls", "short_recalls", "returned", "quality_flags")
    counted = {name: _of_management(months, name) for name in names}
    counted["uda"] = months["uda"] / CELLS_PER_UDA
    counts = _table(counted)
    return pd.DataFrame(
        {
            "practice": counts["practice"],
            "month": counts["month"],
            "courses_begun": counts["begun"],
            "mean_wait_days": _ratio(counts["wait_days"], counts["begun"]).round(1),
            "appointments_kept": counts["kept"],
            "missed_percent": (100 * _ratio(counts["missed"], counts["kept"] + counts["missed"])).round(1),
            "recalls": counts["recalls"],
            "short_recall_percent": (100 * _ratio(counts["short_recalls"], counts["recalls"])).round(1),
            "returned_percent": (100 * _ratio(counts["returned"], counts["begun"])).round(1),
            "uda_a_patient": _ratio(counts["uda"], counts["begun"]).round(2),
            "quality_flags": counts["quality_flags"],
        }
    )


def write_extracts(run: str | Path, folder: str | Path) -> list[Path]:
    """Write `monthly_activity_return.csv` and `quality_extract.csv` of a run file into a folder.

    Returns
    -------
    list of Path
        The files written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with Study.open(run) as study:
        for extract in (monthly_activity_return, quality_extract):
            written.append(folder / f"{extract.__name__}.csv")
            extract(study).to_csv(written[-1], index=False)
    return written


def main(arguments: Sequence[str]) -> int:
    """Write the extracts of the run file that is named first into the folder that is named second."""
    if len(arguments) != 2:
        print("usage: python3 -m bitewing.extracts RUN.h5 FOLDER", file=sys.stderr)
        return 2
    try:
        for path in write_extracts(*arguments):
            print(path)
    except ResultError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _practice_months(study: Study) -> xr.Dataset:
    if "practice_months" not in study.groups:
        raise ResultError(
            f"{study.path}: has no group 'practice_months' (a run file of a study with [study] practice_months = true "
            "has it; study.h5 does not)"
        )
    months = study.group("practice_months").load().isel({axis: 0 for axis in RUN_AXES}, drop=True)
    if "contract_management__begun" not in months:
        raise ResultError(f"{study.path}: its practice_months lack contract_management__begun (write the run anew)")
    return months


def _of_management(months: xr.Dataset, name: str) -> xr.DataArray:
    return months[f"contract_management__{name}"].astype("int64")


def _contract_years(month: xr.DataArray) -> xr.DataArray:
    """The contract year of each month, by its first calendar year."""
    return (month.dt.year - (month.dt.month < APRIL)).rename("year")


def _planned(study: Study, months: xr.Dataset, years: xr.DataArray) -> xr.DataArray:
    """UDA planned, by month and practice."""
    run = {axis: 0 for axis in RUN_AXES}
    contracted = study.variable("practices", "uda_contracted").isel(run, drop=True).sel(year=years.values)
    contracted = contracted.rename(year="month").assign_coords(month=months["month"]) / CELLS_PER_UDA
    region = study.variable("programmes", "contract_management__uda_planned").isel(run, drop=True).sum("place")
    region = region / CELLS_PER_UDA
    together = contracted.sum("practice")
    share = (contracted / together.where(together > 0)).fillna(0)
    in_year = years.groupby(years).map(lambda same: xr.full_like(same, same.size))  # a part year has fewer months
    return xr.where(region > 0, region * share, contracted / in_year).transpose("month", "practice")


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole > 0)).astype("float64").replace([np.inf], np.nan)


def _table(columns: dict[str, xr.DataArray]) -> pd.DataFrame:
    """Labelled arrays of month and practice as columns, a row for each practice and month."""
    arrays = {
        name: array.drop_vars("year", errors="ignore").transpose("practice", "month") for name, array in columns.items()
    }
    return xr.Dataset(arrays).to_dataframe(dim_order=["practice", "month"]).reset_index()[
        ["practice", "month", *columns]
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
