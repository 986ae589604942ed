"""Who is seen: access to NHS dentistry by deprivation."""
from __future__ import annotations

import pandas as pd
import xarray as xr

from .comparison import interval
from .study import ResultError, Study

ADULTS = ("18-64", "65-74", "75+")
"""Age groups of adults; the others are children."""

USUAL_MEASURE = {"adults": "seen_24m", "children": "seen_12m"}
"""What is published: adults seen within 24 months, children within 12."""


def access_by_deprivation(
    study: Study, people: str = "adults", measure: str | None = None, month: str | None = None
) -> pd.DataFrame:
    """The share of residents who were seen, by deprivation.

    Parameters
    ----------
    study : Study
    people : str
        `"adults"` or `"children"`.
    measure : str, optional
        A variable of the group `population`; `seen_24m` for adults and `seen_12m` for children where nothing is
        said.
    month : str, optional
        Which month's end, such as `"2025-03"`; the last where nothing is said.

    Returns
    -------
    pandas.DataFrame
        Columns `people`, `measure`, `scenario`, `deprivation` (1 = most deprived fifth, Core20), and `mean`, `low`,
        `high`: percent of residents, with the 95 % interval over replications.
    """
    if people not in USUAL_MEASURE:
        raise ResultError(f"access_by_deprivation: people is {people!r} (adults or children)")
    measure = USUAL_MEASURE[people] if measure is None else measure

    def total(name: str) -> xr.DataArray:
        variable = study.variable("population", name)
        at_end = variable.isel(month=-1) if month is None else variable.sel(month=month).isel(month=-1)
        ages = [age for age in at_end["age_group"].values if (age in ADULTS) == (people == "adults")]
        return at_end.sel(age_group=ages).sum(["place", "age_group"])

    percent = 100 * total(measure) / total("persons")
    table = interval(percent).table()
    table.insert(0, "people", people)
    table.insert(1, "measure", measure)
    return table
