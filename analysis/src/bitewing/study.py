"""A study on disk: its groups as xarray, its variables as pandas."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import h5py
import pandas as pd
import xarray as xr

LAYOUT_VERSION = 1
"""The layout of result files that this package reads (outputs/README.md)."""

RUN_AXES = ("scenario", "replication")


class ResultError(Exception):
    """A file that is no result, is broken, or lacks what was asked for; the message names it."""


class Study:
    """The results of one study, or of one run.

    Use `Study.open`. Files are read when a variable is asked for, not before.

    Attributes
    ----------
    path : Path
        The file that is read.
    attributes : dict
        The file's root attributes: `title`, `seed`, `start`, `study_toml`, `digest`, ... (outputs/README.md).
    """

    def __init__(self, path: Path, attributes: dict[str, Any]) -> None:
        self.path = path
        self.attributes = attributes
        self._groups: dict[str, xr.Dataset] = {}

    @classmethod
    def open(cls, path: str | Path) -> Study:
        """Open the folder of a study, its `study.h5`, or the file of one run.

        Parameters
        ----------
        path : str or Path
            A folder that holds `study.h5`, or a result file.

        Raises
        ------
        ResultError
            Where there is no result, or one of another layout version.
        """
        path = Path(path)
        if path.is_dir():
            path = _study_file(path)
        return cls(path, _attributes(path))

    def close(self) -> None:
        """Close the file; what was read stays usable where it was loaded."""
        for group in self._groups.values():
            group.close()
        self._groups.clear()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Study {self.attributes.get('title', '')!r}, {self.path}>"

    @property
    def groups(self) -> list[str]:
        """Names of the groups."""
        with h5py.File(self.path, "r") as file:
            return list(file)

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios; the first is the baseline."""
        return [str(name) for name in self._first_group()["scenario"].values]

    @property
    def replications(self) -> list[int]:
        """Numbers of the replications, from 1."""
        group = self._first_group()
        if "replication" in group:
            return [int(number) for number in group["replication"].values]
        return list(range(1, int(self.attributes["replications"]) + 1))

    @property
    def holds_sums(self) -> bool:
        """Whether the study was so large that sums over replications were kept instead of each."""
        return self.attributes.get("gathered") == "sums"

    def group(self, name: str) -> xr.Dataset:
        """All variables of a group, with their axes, read when they are asked for.

        Numbers are as in the file, where counts are unsigned: before a difference is taken make them signed
        (`.astype("int64")`), or ask `variable` for them.

        Parameters
        ----------
        name : str
            `"population"`, `"queues"`, ... (`groups` lists them).

        Returns
        -------
        xarray.Dataset
            With the axes `scenario` and `replication` in front, also of a single run (of length 1).
        """
        if name not in self._groups:
            if name not in self.groups:
                raise ResultError(f"{self.path}: has no group {name!r} (it has {', '.join(self.groups)})")
            self._groups[name] = self._with_run_axes(xr.open_dataset(self.path, group=name))
        return self._groups[name]

    def variable(self, group: str, name: str) -> xr.DataArray:
        """One variable, loaded; whole numbers are int64, so that differences may be negative.

        Raises
        ------
        ResultError
            Where the group has no such variable, or only its sums over replications.
        """
        dataset = self.group(group)
        if name not in dataset:
            if name + "_sum" in dataset:
                raise ResultError(
                    f"{self.path}: keeps only sums over replications of {group}/{name} "
                    "(the study is large); use mean_interval or paired_difference, or open a run file"
                )
            known = ", ".join(str(variable) for variable in dataset.data_vars)
            raise ResultError(f"{self.path}: group {group} has no variable {name!r} (it has {known})")
        variable = dataset[name].load()
        if variable.dtype.kind in "iu":
            attributes = variable.attrs
            variable = variable.astype("int64").assign_attrs(attributes)
        return variable

    def table(self, group: str, name: str, by: Sequence[str] | None = None) -> pd.DataFrame:
        """One variable as a table, a row for each cell.

        Parameters
        ----------
        group, name : str
            The variable.
        by : list of str, optional
            Axes to keep besides scenario and replication; the variable is summed over the others. All are kept
            where nothing is said. (A stock such as `waiting` should keep its month.)

        Returns
        -------
        pandas.DataFrame
            One column for each axis, and the variable under its own name, in its own unit.
        """
        variable = self.variable(group, name)
        if by is not None:
            variable = sum_over_others(variable, by)
        if not variable.dims:
            return pd.DataFrame({name: [variable.item()]})
        return variable.to_dataframe(name=name).reset_index()[[*variable.dims, name]]

    def _first_group(self) -> xr.Dataset:
        return self.group(self.groups[0])

    def _with_run_axes(self, dataset: xr.Dataset) -> xr.Dataset:
        if "scenario" in dataset.dims:
            return dataset
        scenario = str(self.attributes.get("scenario", self.path.parent.name))
        replication = int(self.attributes.get("replication", 1))
        with_axes = dataset.expand_dims({"scenario": [scenario], "replication": [replication]})
        with_axes.set_close(dataset.close)
        return with_axes


def sum_over_others(variable: xr.DataArray, by: Sequence[str]) -> xr.DataArray:
    """The sum of a variable over all axes but scenario, replication and those of `by`."""
    unknown = [axis for axis in by if axis not in variable.dims]
    if unknown:
        axes = ", ".join(str(axis) for axis in variable.dims)
        raise ResultError(f"{variable.name}: has no axis {', '.join(unknown)} (it has {axes})")
    others = [axis for axis in variable.dims if axis not in (*RUN_AXES, *by)]
    return variable.sum(others, keep_attrs=True)


def _study_file(folder: Path) -> Path:
    file = folder / "study.h5"
    if file.exists():
        return file
    if (folder / "runs").is_dir():
        raise ResultError(f"{folder}: holds runs but no study.h5 (gather them: bitewing collect {folder})")
    raise ResultError(f"{folder}: holds no study.h5")


def _attributes(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise ResultError(f"{path}: there is no such file")
    try:
        with h5py.File(path, "r") as file:
            attributes = {name: _plain(value) for name, value in file.attrs.items()}
    except (OSError, RuntimeError) as error:  # h5py raises either where bytes are broken
        raise ResultError(f"{path}: cannot be read ({error})") from error
    if "layout_version" not in attributes:
        raise ResultError(f"{path}: is not a result file of Bitewing (it bears no layout_version)")
    if attributes["layout_version"] != LAYOUT_VERSION:
        raise ResultError(
            f"{path}: is a result file of layout version {attributes['layout_version']} "
            f"(this package reads version {LAYOUT_VERSION}); use the package of the program that wrote it"
        )
    attributes.pop("_NCProperties", None)
    return attributes


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
