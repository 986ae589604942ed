"""Reads the results of Bitewing: tables, comparisons and figures.

>>> from bitewing import Study, paired_difference
>>> study = Study.open("outputs/tiny")
>>> study.table("queues", "asked", by=["month"])
>>> paired_difference(study, "summary", "adults_seen_24m_percent", scenario="care_homes")
"""
from .access import access_by_deprivation
from .activity import uda_by_month
from .child_pilot import child_pilot, child_pilot_figure
from .comparison import Interval, headline_differences, headline_figures, interval, mean_interval, paired_difference
from .pilot_extract import child_pilot_extract, practice_months
from .load import gini, load_gini
from .study import LAYOUT_VERSION, ResultError, Study
from .waits import wait_distribution, wait_quantiles

__all__ = [
    "LAYOUT_VERSION",
    "Interval",
    "ResultError",
    "Study",
    "access_by_deprivation",
    "child_pilot",
    "child_pilot_extract",
    "child_pilot_figure",
    "gini",
    "headline_differences",
    "headline_figures",
    "interval",
    "load_gini",
    "mean_interval",
    "paired_difference",
    "practice_months",
    "uda_by_month",
    "wait_distribution",
    "wait_quantiles",
]
