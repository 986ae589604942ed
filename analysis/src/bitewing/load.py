"""How evenly practices are booked."""
from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from .comparison import interval
from .study import Study


def gini(values: np.ndarray) -> float:
    """How unevenly values that are not negative are spread; nan are left out.

    Parameters
    ----------
    values : numpy.ndarray
        Of shape (n,).

    Returns
    -------
    float
        0 where all are the same, towards 1 where one has all; nan where there is nothing to spread.
    """
    x = np.sort(values[~np.isnan(values)])
    if x.sum() <= 0:
        return float("nan")
    rank = np.arange(1, x.size + 1)
    return float((2 * (rank * x).sum() - (x.size + 1) * x.sum()) / (x.size * x.sum()))


def load_gini(study: Study, members_in: str | None = None) -> pd.DataFrame:
    """The Gini coefficient of practices' load: their minutes booked, of those offered, over the reported years.

    Parameters
    ----------
    study : Study
    members_in : str, optional
        Only practices that took part in a cluster in this scenario, replication by replication: the same ones in every
        scenario, so that they can be compared.

    Returns
    -------
    pandas.DataFrame
        Columns `scenario`, and `mean`, `low`, `high` with the 95 % interval over replications.
    """
    booked, offered = (study.variable("practices", name).sum("year") for name in ("minutes_booked", "minutes_offered"))
    load = (booked / offered).where(offered > 0)
    if members_in is not None:
        days = study.variable("practices", "clusters__engaged_days").sum("year").sel(scenario=members_in)
        load = load.where(days.drop_vars("scenario") > 0)
    spread = xr.apply_ufunc(gini, load, input_core_dims=[["practice"]], vectorize=True)
    return interval(spread).table()
