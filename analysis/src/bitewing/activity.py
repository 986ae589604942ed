"""What practices do: units of dental activity by month."""
from __future__ import annotations

import pandas as pd

from .comparison import interval
from .study import Study, sum_over_others

CELLS_PER_UDA = 100
"""Files count UDA in hundredths."""


def uda_by_month(study: Study, by_place: bool = False) -> pd.DataFrame:
    """UDA credited to contracts, by month of completion.

    Parameters
    ----------
    study : Study
    by_place : bool
        Whether each Place (of the practice) has rows of its own.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, `month` (its first day), `place` where asked for, and `mean`, `low`, `high`: UDA, with the
        95 % interval over replications.
    """
    axes = ["month", "place"] if by_place else ["month"]
    uda = sum_over_others(study.variable("activity", "uda"), axes) / CELLS_PER_UDA
    return interval(uda).table()
