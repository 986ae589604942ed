"""Means over replications, and scenarios against the baseline, with Student's t intervals."""
from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr
from scipy import stats

from .study import ResultError, Study, sum_over_others


@dataclass(frozen=True)
class Interval:
    """A mean over replications and its confidence interval.

    Attributes
    ----------
    mean, low, high : xarray.DataArray
        On the axes that were kept; without axes for a headline figure (`float(interval.mean)`). `low` and
        `high` are nan where there is one replication.
    n : int
        Replications that have a value; where there are several cells, in the one with most.
    confidence : float
        Coverage of the interval, 0.95 unless asked otherwise.
    unit : str
        Unit of all three.
    """

    mean: xr.DataArray
    low: xr.DataArray
    high: xr.DataArray
    n: int
    confidence: float
    unit: str

    def table(self) -> pd.DataFrame:
        """The three as columns `mean`, `low`, `high`, a row for each cell."""
        if not self.mean.dims:
            return pd.DataFrame({name: [float(part)] for name, part in self._parts().items()})
        dataset = xr.Dataset({name: part.drop_vars(set(part.coords) - set(part.dims)) for name, part in self._parts().items()})
        return dataset.to_dataframe().reset_index()

    def _parts(self) -> dict[str, xr.DataArray]:
        return {"mean": self.mean, "low": self.low, "high": self.high}

    def __str__(self) -> str:
        if self.mean.dims:
            return str(self.table())
        percent = 100 * self.confidence
        return (
            f"{float(self.mean):.4g} [{float(self.low):.4g}, {float(self.high):.4g}] {self.unit} "
            f"({percent:.3g} % interval, n = {self.n})"
        )


def interval(values: xr.DataArray, confidence: float = 0.95) -> Interval:
    """The mean of `values` over their axis `replication`, with Student's t interval.

    Parameters
    ----------
    values : xarray.DataArray
        With an axis `replication`. Where a replication has no value (nan) the others make the interval.
    confidence : float
        Coverage of the interval.
    """
    mean = values.mean("replication")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of a single value there is no spread
        spread = values.std("replication", ddof=1)
    return _interval(mean, spread, values.count("replication"), confidence, str(values.attrs.get("units", "")))


def mean_interval(
    study: Study, group: str, name: str, by: Sequence[str] | None = None, confidence: float = 0.95
) -> Interval:
    """The mean of a variable over replications, by scenario.

    Parameters
    ----------
    study : Study
    group, name : str
        The variable.
    by : list of str, optional
        Axes to keep besides scenario; the variable is summed over the others. All are kept where nothing is said.
    confidence : float
        Coverage of the interval.
    """
    if _only_sums(study, group, name):
        return _from_sums(study, group, name + "_sum", by, confidence)
    return interval(_values(study, group, name, by), confidence)


def paired_difference(
    study: Study,
    group: str,
    name: str,
    scenario: str,
    baseline: str | None = None,
    by: Sequence[str] | None = None,
    confidence: float = 0.95,
) -> Interval:
    """A scenario less the baseline, replication by replication.

    Scenarios share every random number that they share in meaning, so the differences of the same replication vary
    far less than the scenarios do: compare in pairs.

    Parameters
    ----------
    study : Study
    group, name : str
        The variable, for example `"summary", "adults_seen_24m_percent"`.
    scenario : str
        The scenario of interest.
    baseline : str, optional
        What it is compared to; the study's first scenario where nothing is said.
    by : list of str, optional
        Axes to keep; the variable is summed over the others. All are kept where nothing is said.
    confidence : float
        Coverage of the interval.

    Examples
    --------
    >>> print(paired_difference(study, "summary", "adults_seen_24m_percent", scenario="care_homes"))
    0.84 [0.71, 0.97] % (95 % interval, n = 20)
    """
    baseline = study.scenarios[0] if baseline is None else baseline
    for asked in (scenario, baseline):
        if asked not in study.scenarios:
            raise ResultError(f"{study.path}: has no scenario {asked!r} (it has {', '.join(study.scenarios)})")
    if scenario == baseline:
        raise ResultError(f"{study.path}: {scenario} is compared with itself (name another scenario or baseline)")
    if _only_sums(study, group, name):
        if baseline != study.scenarios[0]:
            raise ResultError(f"{study.path}: keeps differences to {study.scenarios[0]} only (the study is large)")
        return _from_sums(study, group, name + "_difference_sum", by, confidence, scenario)
    values = _values(study, group, name, by)
    difference = values.sel(scenario=scenario, drop=True) - values.sel(scenario=baseline, drop=True)
    return interval(difference.assign_attrs(values.attrs), confidence)


def headline_figures(study: Study, confidence: float = 0.95) -> pd.DataFrame:
    """Every figure of the group `summary`, by scenario.

    Returns
    -------
    pandas.DataFrame
        Columns `figure` (its name), `meaning`, `unit`, `scenario`, and `mean`, `low`, `high` over replications.
    """
    tables = [
        _named(figure, mean_interval(study, "summary", str(figure.name), confidence=confidence).table())
        for figure in _scalars(study)
    ]
    return pd.concat(tables, ignore_index=True)


def headline_differences(study: Study, confidence: float = 0.95) -> pd.DataFrame:
    """Every figure of the group `summary`: each scenario less the baseline, in pairs of replications.

    Returns
    -------
    pandas.DataFrame
        Columns as of `headline_figures`; no rows where there is only the baseline.
    """
    tables = []
    for figure in _scalars(study):
        for scenario in study.scenarios[1:]:
            table = paired_difference(study, "summary", str(figure.name), scenario, confidence=confidence).table()
            table.insert(0, "scenario", scenario)
            tables.append(_named(figure, table))
    columns = ["figure", "meaning", "unit", "scenario", "mean", "low", "high"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def _scalars(study: Study) -> list[xr.DataArray]:
    """The figures of the group `summary` that are one number a run."""
    figures = study.group("summary").data_vars.values()
    return [figure for figure in figures if set(figure.dims) == {"scenario", "replication"}]


def _named(figure: xr.DataArray, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the figure's name, meaning and unit in front."""
    table.insert(0, "figure", figure.name)
    table.insert(1, "meaning", figure.attrs.get("long_name", ""))
    table.insert(2, "unit", figure.attrs.get("units", ""))
    return table


def _only_sums(study: Study, group: str, name: str) -> bool:
    return name not in study.group(group) and name + "_sum" in study.group(group)


def _values(study: Study, group: str, name: str, by: Sequence[str] | None) -> xr.DataArray:
    variable = study.variable(group, name)
    return variable if by is None else sum_over_others(variable, by)


def _from_sums(
    study: Study, group: str, sums: str, by: Sequence[str] | None, confidence: float, scenario: str | None = None
) -> Interval:
    """An interval from the sums and the sums of squares of a large study, cell by cell."""
    dataset = study.group(group) if scenario is None else study.group(group).sel(scenario=scenario, drop=True)
    total, squares = dataset[sums].load(), dataset[sums + "_of_squares"].load()
    if by is not None and set(total.dims) - {"scenario"} - set(by):
        raise ResultError(
            f"{study.path}: keeps only sums over replications, whose cells cannot be added to an interval; "
            "keep all axes, or use the run files"
        )
    n = len(study.replications)
    mean = total / n
    variance = (squares - n * mean**2).clip(min=0) / (n - 1) if n > 1 else xr.full_like(mean, np.nan)
    counts = xr.full_like(mean, n, dtype=int)
    return _interval(mean, np.sqrt(variance), counts, confidence, str(total.attrs.get("units", "")))


def _interval(mean: xr.DataArray, spread: xr.DataArray, counts: xr.DataArray, confidence: float, unit: str) -> Interval:
    """`counts`: values of each cell; with one there is no interval."""
    several = counts.where(counts > 1)
    sizes, cells = np.unique(several, return_inverse=True)
    quantile = stats.t.ppf(0.5 + confidence / 2, sizes - 1)[cells].reshape(several.shape)
    half = quantile * spread / np.sqrt(several)
    return Interval(mean, mean - half, mean + half, int(counts.max()) if counts.size else 0, confidence, unit)
