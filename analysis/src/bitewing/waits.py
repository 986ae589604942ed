"""How long people wait: of those who were treated, and of those who still wait.

Completed waits alone flatter a service that leaves its longest waits unserved, so both are always given.
"""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from .comparison import interval
from .study import ResultError, Study

KINDS = ("completed", "still_waiting")


def wait_quantiles(
    study: Study,
    service: str | None = None,
    group: str = "total",
    year: int | None = None,
    quantiles: Sequence[float] = (0.5, 0.9, 0.95),
) -> pd.DataFrame:
    """Quantiles of waits, read from their histogram.

    Parameters
    ----------
    study : Study
    service : str, optional
        One service; each where nothing is said.
    group : str
        A label of the axis `group`: `"total"`, an age group, `"deprivation_1"`, `"children_core20"`, ...
    year : int, optional
        A contract year, by its first calendar year. Where nothing is said: completed waits of all years together,
        and those who wait at the end of the last.
    quantiles : list of float
        Between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Columns `kind` (completed or still_waiting), `scenario`, `service`, `quantile`, and `mean`, `low`, `high`: days,
        with the 95 % interval over replications. Infinite where the wait lies beyond the last finite edge; nan where
        nobody waited.
    """
    tables = []
    for kind in KINDS:
        counts = _histogram(study, kind, service, group, year)
        days = xr.apply_ufunc(
            quantiles_of_histogram,
            counts,
            counts["wait_bin"],
            kwargs={"quantiles": np.asarray(quantiles)},
            input_core_dims=[["wait_bin"], ["wait_bin"]],
            output_core_dims=[["quantile"]],
            vectorize=True,
        ).assign_coords(quantile=list(quantiles))
        table = interval(days).table()
        table.insert(0, "kind", kind)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def wait_distribution(
    study: Study, service: str | None = None, group: str = "total", year: int | None = None
) -> pd.DataFrame:
    """The share of waits that are at most so many days long (mean over replications).

    Parameters are those of `wait_quantiles`.

    Returns
    -------
    pandas.DataFrame
        Columns `kind`, `scenario`, `service`, `days` (the upper edge of a bin of the histogram, finite ones only) and
        `percent`.
    """
    tables = []
    for kind in KINDS:
        counts = _histogram(study, kind, service, group, year)
        total = counts.sum("wait_bin")
        share = 100 * counts.cumsum("wait_bin") / total.where(total > 0)
        share = share.assign_coords(wait_bin=counts["wait_bin"]).mean("replication").isel(wait_bin=slice(0, -1))
        table = share.to_dataframe(name="percent").reset_index().rename(columns={"wait_bin": "days"})
        table.insert(0, "kind", kind)
        tables.append(table[["kind", "scenario", "service", "days", "percent"]])
    return pd.concat(tables, ignore_index=True)


def quantiles_of_histogram(counts: np.ndarray, edges: np.ndarray, quantiles: np.ndarray) -> np.ndarray:
    """Quantiles of whole days from the counts of bins.

    Parameters
    ----------
    counts : array, shape (bins,)
        How many waits lie in each bin: above the edge before it, up to and with its own.
    edges : array, shape (bins,)
        Upper edges in days, the last one standing for all beyond.
    quantiles : array, shape (q,)
        Between 0 and 1.

    Returns
    -------
    array, shape (q,)
        Days. Inside a bin of several days the waits are taken as evenly spread; infinite in the last bin, nan where
        all counts are 0.
    """
    reached = np.cumsum(counts)
    if reached[-1] == 0:
        return np.full(len(quantiles), np.nan)
    wanted = np.maximum(np.asarray(quantiles) * reached[-1], 1)  # the first wait is the smallest quantile
    bins = np.searchsorted(reached, wanted)
    below = np.where(bins > 0, edges[bins - 1], -1)
    before = np.where(bins > 0, reached[bins - 1], 0)
    width = edges[bins] - below
    inside = np.where(width > 1, below + width * (wanted - before) / counts[bins], edges[bins])
    return np.where(bins == len(edges) - 1, np.inf, inside)


def _histogram(study: Study, kind: str, service: str | None, group: str, year: int | None) -> xr.DataArray:
    """Counts [scenario, replication, service, wait_bin], summed over Places."""
    counts = study.variable("waits", kind)
    for axis, asked in (("group", group), ("service", service), ("year", year)):
        if asked is not None and asked not in counts[axis].values:
            raise ResultError(f"{study.path}: waits have no {axis} {asked!r} (they have {', '.join(map(str, counts[axis].values))})")
    counts = counts.sel(group=group, drop=True).sum("place")
    if service is not None:
        counts = counts.sel(service=[service])
    if year is not None:
        return counts.sel(year=year, drop=True)
    return counts.sum("year") if kind == "completed" else counts.isel(year=-1, drop=True)
