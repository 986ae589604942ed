"""Figures: a table in, a matplotlib figure out. The tables are those of the functions of this package."""
from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Okabe and Ito's palette, which colour-blind readers can tell apart; the first is the baseline's."""

MOST_DAYS_SHOWN = 365
MOST_COLUMNS = 3
LEAST_DAYS_SHOWN = 7
MEASURE_IN_WORDS = {
    "seen_12m": "seen by the NHS within 12 months",
    "seen_24m": "seen by the NHS within 24 months",
    "seen_12m_any_sector": "seen by any dentist within 12 months",
    "seen_24m_any_sector": "seen by any dentist within 24 months",
    "never_seen": "never seen by the NHS",
}


def access_by_deprivation(table: pd.DataFrame) -> Figure:
    """The share seen by deprivation: a panel for each kind of people, a colour for each scenario.

    Parameters
    ----------
    table : pandas.DataFrame
        Of `bitewing.access_by_deprivation`; several may be put one under the other.
    """
    people = list(dict.fromkeys(table["people"]))
    figure, panels = _panels(len(people))
    colours = _colours(table)
    for panel, kind in zip(panels, people):
        rows = table[table["people"] == kind]
        for at, (scenario, colour) in enumerate(colours.items()):
            mine = rows[rows["scenario"] == scenario].sort_values("deprivation")
            shift = min(0.12, 0.7 / len(colours)) * (at - (len(colours) - 1) / 2)  # so that intervals do not hide each other
            error = np.nan_to_num([mine["mean"] - mine["low"], mine["high"] - mine["mean"]])
            panel.errorbar(
                mine["deprivation"] + shift, mine["mean"], error,
                color=colour, marker="o", linewidth=1, capsize=3, label=scenario,
            )
        measure = rows["measure"].iloc[0]
        words = MEASURE_IN_WORDS.get(measure, measure.replace("_", " "))
        panel.set_title(f"{kind.capitalize()} {words}", loc="left")
        panel.set_xticks(range(1, 6), ["1\nmost\ndeprived", "2", "3", "4", "5\nleast\ndeprived"])
        panel.set_ylabel("% of residents")
        _room_around(panel, rows)
        _tidy(panel)
    _legend(figure, panels[0].get_legend_handles_labels()[0])
    return figure


def waits(table: pd.DataFrame) -> Figure:
    """The share of waits that are at most so long: a panel for each service, a colour for each scenario.

    Parameters
    ----------
    table : pandas.DataFrame
        Of `bitewing.wait_distribution`.
    """
    services = [name for name in dict.fromkeys(table["service"]) if table.loc[table["service"] == name, "percent"].notna().any()]
    figure, panels = _panels(max(len(services), 1))
    colours = _colours(table)
    styles = {"completed": "-", "still_waiting": "--"}
    for panel, service in zip(panels, services):
        mine = table[table["service"] == service]
        for (kind, scenario), rows in mine.groupby(["kind", "scenario"], sort=False):
            panel.plot(rows["days"], rows["percent"], color=colours[scenario], linestyle=styles[kind])
        panel.set_title(f"Waits, {service.replace('_', ' ')}", loc="left")
        panel.set_xlabel("days at most")
        panel.set_ylabel("% of waits")
        panel.set_ylim(0, 102)
        panel.set_xlim(0, _days_shown(mine))
        _tidy(panel)
    handles = []
    if len(colours) > 1:
        handles += [panels[0].plot([], [], color=colour, label=scenario)[0] for scenario, colour in colours.items()]
    handles += [
        panels[0].plot([], [], color="#555555", linestyle=style, label=kind.replace("_", " "))[0]
        for kind, style in styles.items()
    ]
    _legend(figure, handles)
    return figure


def uda_by_month(table: pd.DataFrame) -> Figure:
    """UDA by month, a line for each scenario with its interval over replications as a band.

    Parameters
    ----------
    table : pandas.DataFrame
        Of `bitewing.uda_by_month`, all Places together.
    """
    if "place" in table:
        raise ValueError("uda_by_month: the table has Places (draw one of them: table[table['place'] == NAME].drop(columns='place'))")
    figure, (panel,) = _panels(1)
    colours = _colours(table)
    for scenario, colour in colours.items():
        rows = table[table["scenario"] == scenario].sort_values("month")
        panel.plot(rows["month"], rows["mean"], color=colour, marker="o", markersize=3, label=scenario)
        panel.fill_between(rows["month"], rows["low"], rows["high"], color=colour, alpha=0.2, linewidth=0)
    panel.set_title("Units of dental activity completed, by month", loc="left")
    panel.set_ylabel("UDA")
    panel.set_ylim(bottom=0)
    panel.yaxis.set_major_formatter(FuncFormatter(lambda uda, _: f"{uda:,.0f}"))
    _tidy(panel)
    _legend(figure, panel.get_legend_handles_labels()[0])
    return figure


def _panels(count: int) -> tuple[Figure, list[Axes]]:
    """Panels side by side, at most so many in a row that a page shows them."""
    columns = min(count, MOST_COLUMNS)
    rows = -(-count // columns)
    figure = Figure(figsize=(4.8 * max(columns, 1.6), 4.2 * rows), layout="constrained")
    panels = list(figure.subplots(rows, columns, squeeze=False).flat)
    for panel in panels[count:]:
        panel.remove()
    return figure, panels[:count]


def _colours(table: pd.DataFrame) -> dict[str, tuple[float, float, float]]:
    scenarios = dict.fromkeys(table["scenario"])
    return {scenario: _colour(at) for at, scenario in enumerate(scenarios)}


def _colour(at: int) -> tuple[float, float, float]:
    """The palette's; when it is through, each time half as far from white."""
    kept = 0.5 ** (at // len(COLOURS))
    return tuple(1 - kept * (1 - part) for part in to_rgb(COLOURS[at % len(COLOURS)]))


def _legend(figure: Figure, handles: list) -> None:
    """Below the panels; one entry needs none."""
    if len(handles) < 2:
        return
    columns = min(len(handles), 4)
    rows = -(-len(handles) // columns)
    height = 0.29 * rows / figure.get_figheight()  # a line of text, in inches
    figure.get_layout_engine().set(rect=(0, height, 1, 1 - height))
    figure.legend(handles=handles, loc="lower center", ncols=columns, frameon=False)


def _days_shown(rows: pd.DataFrame) -> float:
    """Until nearly every wait is over, but no longer than a year."""
    nearly_all = 99.0
    short = rows.loc[rows["percent"] < nearly_all, "days"]
    return float(np.clip(1.1 * short.max() if len(short) else 0, LEAST_DAYS_SHOWN, MOST_DAYS_SHOWN))


def _room_around(panel: Axes, rows: pd.DataFrame) -> None:
    """Percent axes that neither cut intervals nor blow noise up: at least ten points high."""
    least = 10.0
    low, high = rows[["mean", "low"]].min().min(), rows[["mean", "high"]].max().max()
    middle, half = (low + high) / 2, max((high - low) * 0.65, least / 2)
    panel.set_ylim(max(middle - half, 0), min(middle + half, 100))


def _tidy(panel: Axes) -> None:
    panel.spines[["top", "right"]].set_visible(False)
    panel.grid(axis="y", color="#dddddd", linewidth=0.8)
    panel.set_axisbelow(True)
