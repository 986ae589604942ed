"""The children's pilot: rate x length of slots x way of paying, as a table and a picture."""
from __future__ import annotations

import tomllib

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.figure import Figure
from scipy import stats

from .comparison import interval
from .figures import COLOURS, _legend, _panels, _tidy
from .study import ResultError, Study

PILOT = "child_pilot__"
CHILDREN = ("0-2", "3-5", "6-10", "11-15", "16-17")
CORE20 = 1


def child_pilot(study: Study, confidence: float = 0.95) -> pd.DataFrame:
    """What each scenario of a study of the pilot offered, brought and cost, over the reported time.

    Parameters
    ----------
    study : Study
        Of configs/studies/nwl_child_pilot.toml or one like it.
    confidence : float
        Coverage of the intervals.

    Raises
    ------
    ResultError
        Where no scenario has the pilot, or the first one has it, as in the file of one run.

    Returns
    -------
    pandas.DataFrame
        A row for each scenario with the pilot: its `method`, `rate` (% on each UDA), `extra` (minutes) and `response`
        (power of pay); `long_sessions` held and the `used` % of their long slots; `newly_seen` children of Core20PLUS
        under the pilot; courses `completed`; `added`, children of Core20 whom nobody has ever seen, fewer at the end than in
        the baseline, with `added_low` and `added_high`; `cost` above the contract [GBP]; `cost_per_added` [GBP] with
        `cost_low` and `cost_high` (Fieller), which are nan where they may be nobody; `seen_more`, children of Core20 seen within 12 months at the end, more than
        in the baseline; `wait_others`, the mean wait of routine courses of everybody but children of Core20 [day], and
        `wait_others_more` than in the baseline; `pay_ratio`, what a minute of a long slot pays over the practice's
        mean minute, and `break_even`, the rate at which it is 1 [%].
    """
    scenarios = [name for name in study.scenarios if _of(study, "practices").sel(scenario=name).sum() > 0]
    if not scenarios:
        raise ResultError(f"{study.path}: the children's pilot is off in every scenario")
    baseline = study.scenarios[0]
    if baseline in scenarios:
        raise ResultError(
            f"{study.path}: the children's pilot is on in {baseline}, to which the others are compared; open the "
            "folder of a study whose first scenario has no pilot"
        )
    seen, never = (_core20_children(study, name) for name in ("seen_12m", "never_seen"))
    wait, cost = _wait_of_others(study), _cost(study)
    terms = _terms(study)
    rows = []
    for name in scenarios:
        here = {"scenario": name, **terms.get(name, {})}
        for measure, column in [
            ("long_sessions", "long_sessions"),
            ("core20plus_first_visits", "newly_seen"),
            ("completed", "completed"),
        ]:
            here[column] = float(_of(study, measure).sel(scenario=name).mean())
        here["used"] = 100 * _ratio(study, "long_minutes_used", "long_minutes", name)
        more = never.sel(scenario=baseline) - never.sel(scenario=name)
        added = interval(more, confidence)
        here |= {"added": float(added.mean), "added_low": float(added.low), "added_high": float(added.high)}
        spent = cost.sel(scenario=name) - cost.sel(scenario=baseline)
        here["cost"] = float(spent.mean())
        here |= dict(zip(("cost_per_added", "cost_low", "cost_high"), fieller(spent, more, confidence)))
        here["seen_more"] = float((seen.sel(scenario=name) - seen.sel(scenario=baseline)).mean())
        here["wait_others"] = float(wait.sel(scenario=name).mean())
        here["wait_others_more"] = float((wait.sel(scenario=name) - wait.sel(scenario=baseline)).mean())
        here["pay_ratio"] = _ratio(study, "pay_ratio", "answers", name) / 1000
        rows.append(here)
    table = pd.DataFrame(rows)
    return table.assign(break_even=_break_even(table))


def child_pilot_figure(table: pd.DataFrame) -> Figure:
    """The table drawn: what a rate buys, a colour for each length of slots; other ways of paying beside it as marks.

    Parameters
    ----------
    table : pandas.DataFrame
        Of `bitewing.child_pilot`.
    """
    if table["extra"].isna().any():
        raise ResultError("child_pilot_figure: the length of slots is known neither from runs beside study.h5 nor from the study file")
    wanted = [
        ("long_sessions", "Sessions with long slots held"),
        ("newly_seen", "Core20PLUS children newly seen, in the pilot"),
        ("completed", "Courses completed, in the pilot"),
        ("added", "Core20 children never seen, fewer than without it"),
        ("cost_per_added", "GBP for each of them, where that has bounds"),
        ("seen_more", "Core20 children seen in a year, more than without it"),
        ("wait_others_more", "Days that others wait more, on average"),
        ("pay_ratio", "Pay of a long slot over the mean minute"),
    ]
    # a mean over children who may be nobody is a number without meaning, and would set the scale of its panel
    table = table.assign(cost_per_added=table["cost_per_added"].where(table["cost_high"].notna()))
    bounds = {"added": ("added_low", "added_high"), "cost_per_added": ("cost_low", "cost_high")}
    figure, panels = _panels(len(wanted))
    grid = table[(table["method"] == "uda_uplift") & (table["response"] > 0)]
    marks = table.drop(grid.index)
    for panel, (column, title) in zip(panels, wanted):
        for colour, (extra, rows) in zip(COLOURS, grid.groupby("extra")):
            rows = rows.sort_values("rate")
            panel.plot(rows["rate"], rows[column], color=colour, marker="o", label=f"{extra:.0f} min longer")
            if column in bounds:
                known = rows.dropna(subset=[*bounds[column]])
                low, high = (known[name] for name in bounds[column])
                panel.fill_between(known["rate"], low, high, color=colour, alpha=0.12, linewidth=0)
                panel.vlines(known["rate"], low, high, color=colour, linewidth=0.8)
        right = max(grid["rate"].max(), 1) * 1.25 if len(grid) else 1
        for at, (_, row) in enumerate(marks.iterrows()):
            spread = (at - (len(marks) - 1) / 2) * 0.02 * right  # so that marks do not hide each other
            if column in bounds and row[[*bounds[column]]].notna().all():
                panel.vlines(right + spread, *(row[name] for name in bounds[column]), color="#444444", linewidth=0.8)
            panel.plot(right + spread, row[column], color="#444444", marker="sDv^x"[at % 5], linestyle="none",
                       label=row["scenario"].replace("_", " "))
        if column == "pay_ratio":
            panel.axhline(1, color="#888888", linewidth=0.8, linestyle="--")
        if column in ("added", "seen_more", "wait_others_more"):
            panel.axhline(0, color="#888888", linewidth=0.8)
        panel.set_title(title, loc="left", fontsize=10)
        panel.set_xlabel("% on each UDA")
        rates = sorted(set(grid["rate"]))
        panel.set_xticks([*rates, right] if len(marks) else rates)
        panel.set_xticklabels([*(f"{rate:.0f}" for rate in rates), *(["others"] if len(marks) else [])])
        panel.set_xlim(-0.05 * right, 1.12 * right)
        _tidy(panel)
    _legend(figure, panels[0].get_legend_handles_labels()[0])
    return figure


def fieller(money: xr.DataArray, people: xr.DataArray, confidence: float = 0.95) -> tuple[float, float, float]:
    """Money over people and its interval (Fieller's theorem), over the axis `replication`.

    The bounds are nan where it has none: where people may well be nobody. All three are where they are nobody on average.
    """
    a, b = money.values.astype(float), people.values.astype(float)
    n = len(a)
    if b.mean() <= 0:
        return (np.nan, np.nan, np.nan)
    if n < 2:
        return (a.mean() / b.mean(), np.nan, np.nan)
    t = stats.t.ppf(0.5 + confidence / 2, n - 1)
    (var_a, cov), (_, var_b) = np.cov(a, b) * t**2 / n
    quadratic = b.mean() ** 2 - var_b
    root = (a.mean() * b.mean() - cov) ** 2 - quadratic * (a.mean() ** 2 - var_a)
    if quadratic <= 0 or root < 0:
        return (a.mean() / b.mean(), np.nan, np.nan)
    middle = a.mean() * b.mean() - cov
    return (a.mean() / b.mean(), (middle - np.sqrt(root)) / quadratic, (middle + np.sqrt(root)) / quadratic)


def _of(study: Study, measure: str) -> xr.DataArray:
    variable = study.variable("programmes", PILOT + measure)
    return variable.sum([axis for axis in variable.dims if axis not in ("scenario", "replication")])


def _ratio(study: Study, part: str, whole: str, scenario: str) -> float:
    below = float(_of(study, whole).sel(scenario=scenario).sum())
    return float(_of(study, part).sel(scenario=scenario).sum()) / below if below else np.nan


def _core20_children(study: Study, name: str) -> xr.DataArray:
    """Children of the most deprived class of whom a stock tells, at the end."""
    stock = study.variable("population", name).isel(month=-1)
    return stock.sel(age_group=list(CHILDREN), deprivation=CORE20).sum(["place", "age_group"])


def _wait_of_others(study: Study) -> xr.DataArray:
    """The mean wait of routine courses begun, without children of the most deprived class."""
    parts = []
    for name in ("wait_days_sum", "started"):
        cube = study.variable("queues", name).sel(service="routine_care").sum(["month", "place"])
        meant = cube.sel(age_group=list(CHILDREN), deprivation=CORE20).sum("age_group")
        parts.append(cube.sum(["age_group", "deprivation"]) - meant)
    return parts[0] / parts[1]


def _cost(study: Study) -> xr.DataArray:
    """Paid above contracts by the pilot, GBP."""
    paid = study.variable("finance", "paid")
    lines = [str(line) for line in paid["line"].values if str(line).startswith(PILOT)]
    paid = paid.sel(line=lines)
    return paid.sum([axis for axis in paid.dims if axis not in ("scenario", "replication")]) / 100


def _terms(study: Study) -> dict[str, dict[str, float | str]]:
    """Method, rate and length of each scenario: as its runs were played, else as the study file says them."""
    terms = {}
    for name in study.scenarios:
        block = _settings(study, name).get("pathway", {}).get("child_pilot", {})
        pay, slots = block.get("pay", {}), block.get("slots", {})
        terms[name] = {
            "method": pay.get("method", "uda_uplift"),
            "rate": float(_value(pay.get("uda_uplift", 0))),
            "extra": float(_value(slots.get("extra", np.nan))),
            "response": float(_value(slots.get("response", 1))),
        }
    return terms


def _settings(study: Study, scenario: str) -> dict:
    """All values of a scenario, out of a run file beside the study; without one, what the study file itself sets."""
    runs = sorted((study.path.parent / "runs" / scenario).glob("*.h5"))
    if runs:
        return tomllib.loads(str(Study.open(runs[0]).attributes["resolved_toml"]))
    document = tomllib.loads(str(study.attributes["study_toml"]))
    return _merged(document, document.get("scenario", {}).get(scenario, {}))


def _merged(base: dict, over: dict) -> dict:
    both = {key: _merged(base[key], over[key]) for key in base.keys() & over.keys() if isinstance(base[key], dict) and isinstance(over[key], dict)}
    return {**base, **over, **both}


def _value(entry: object) -> object:
    return entry["value"] if isinstance(entry, dict) else entry


def _break_even(table: pd.DataFrame) -> pd.Series:
    """The rate at which the pay ratio is 1: between (or beyond) the rates played, along a line."""
    out = pd.Series(np.nan, index=table.index)
    for _, rows in table[(table["method"] == "uda_uplift") & (table["response"] > 0)].groupby("extra"):
        if rows["rate"].nunique() > 1:
            slope, start = np.polyfit(rows["rate"], rows["pay_ratio"], 1)
            out[rows.index] = (1 - start) / slope
    return out
