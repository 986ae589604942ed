"""Result files are read by others' programs, without a line of ours."""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import netCDF4
import numpy as np
import pytest
import xarray as xr

ENGINES = ["netcdf4", "h5netcdf"]
FILES = ["runs/baseline/0001.h5", "study.h5"]


def groups_of(path: Path) -> list[str]:
    with netCDF4.Dataset(path) as file:
        return list(file.groups)


@pytest.fixture(params=["made_up", "made_up_sums", "tiny"])
def study(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("engine", ENGINES)
def test_every_group_opens_with_its_own_axes(study: Path, file: str, engine: str) -> None:
    for name in groups_of(study / file):
        with xr.open_dataset(study / file, engine=engine, group=name) as group:
            assert list(group.data_vars)
            for axis in group.dims:
                assert axis in group.coords, f"{name}: axis {axis} has no coordinate"
            for label, variable in group.variables.items():
                assert variable.attrs.get("long_name"), f"{name}/{label}"
                if variable.dtype.kind != "M":
                    assert variable.attrs.get("units"), f"{name}/{label}"
                assert variable.dtype.kind != "m", f"{name}/{label} is read as a duration"


@pytest.mark.parametrize("file", FILES)
def test_both_engines_read_the_same(study: Path, file: str) -> None:
    for name in groups_of(study / file):
        one, other = (xr.load_dataset(study / file, engine=engine, group=name) for engine in ENGINES)
        xr.testing.assert_equal(one, other)


def test_axes_stand_in_the_order_of_the_reference(made_up: Path) -> None:
    def axes(file: str, group: str, variable: str) -> tuple:
        with xr.open_dataset(made_up / file, group=group) as dataset:
            return dataset[variable].dims

    inner = ("place", "service", "age_group", "deprivation")
    assert axes(FILES[0], "queues", "asked") == ("month", *inner)
    assert axes(FILES[0], "queues", "waiting_at_start") == inner
    assert axes(FILES[0], "waits", "completed") == ("year", "place", "service", "group", "wait_bin")
    assert axes(FILES[0], "practices", "uda_delivered") == ("practice", "year")
    assert axes(FILES[0], "summary", "adults_seen_24m_percent") == ()
    assert axes("study.h5", "queues", "asked") == ("scenario", "replication", "month", *inner)
    assert axes("study.h5", "summary", "adults_seen_24m_percent") == ("scenario", "replication")


def test_types_names_and_dates(made_up: Path) -> None:
    with xr.open_dataset(made_up / "study.h5", group="queues") as queues:
        assert queues["asked"].dtype == np.uint32
        assert queues["wait_days_sum"].dtype == np.int64
        assert list(queues["place"].values) == ["St Helens", "Ynys Môn"]
        assert list(queues["scenario"].values) == ["baseline", "more_time"]
        assert queues["month"].values[0] == np.datetime64("2024-04-01")
        assert queues.sizes["month"] == 24


def test_study_holds_what_the_runs_hold(made_up: Path) -> None:
    for name in groups_of(made_up / "study.h5"):
        study = xr.load_dataset(made_up / "study.h5", group=name)
        run = xr.load_dataset(made_up / "runs" / "more_time" / "0003.h5", group=name)
        xr.testing.assert_equal(study.sel(scenario="more_time", replication=3, drop=True), run)


def test_sums_are_those_of_the_replications(made_up: Path, made_up_sums: Path) -> None:
    every = xr.load_dataset(made_up / "study.h5", group="queues")["waiting"].astype("float64")
    sums = xr.load_dataset(made_up_sums / "study.h5", group="queues")
    difference = every - every.sel(scenario="baseline")
    np.testing.assert_array_equal(sums["waiting_sum"], every.sum("replication"))
    np.testing.assert_array_equal(sums["waiting_sum_of_squares"], (every**2).sum("replication"))
    np.testing.assert_array_equal(sums["waiting_difference_sum"], difference.sum("replication"))
    np.testing.assert_array_equal(sums["waiting_difference_sum_of_squares"], (difference**2).sum("replication"))


def test_flows_balance_in_every_cell(study: Path) -> None:
    queues = xr.load_dataset(study / "runs" / "baseline" / "0001.h5", group="queues").astype("int64")
    before = queues["waiting"].shift(month=1).fillna(queues["waiting_at_start"]).transpose(*queues["waiting"].dims)
    after = before + queues["asked"] - queues["started"] - queues["left"]
    np.testing.assert_array_equal(queues["waiting"], after)


def test_root_attributes(study: Path) -> None:
    with netCDF4.Dataset(study / "study.h5") as file:
        assert file.layout_version == 1
        assert len(file.digest) == 16
        assert isinstance(file.title, str)
        assert file.gathered in ("every replication", "sums")


@pytest.mark.parametrize("command", [["ncdump", "-h"], ["h5dump", "-H"]])
@pytest.mark.parametrize("file", FILES)
def test_command_line_tools_read_it(study: Path, file: str, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, study / file], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "queues" in done.stdout


READ_IN_R = """
library(ncdf4)
file <- nc_open(commandArgs(TRUE)[1])
asked <- ncvar_get(file, "queues/asked", collapse_degen = FALSE)
cat(dim(asked), sum(asked), sep = ",")
cat("\n")
cat(ncvar_get(file, "queues/place"), sep = ";")
cat("\n")
cat(ncatt_get(file, 0, "digest")$value)
"""


@pytest.mark.parametrize("file", FILES)
def test_r_reads_it(made_up: Path, tmp_path: Path, file: str) -> None:
    has_r = shutil.which("Rscript") is not None
    if not has_r or subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode != 0:
        pytest.skip("R with ncdf4 is not installed (Debian: r-base-core, r-cran-ncdf4)")
    script = tmp_path / "read.R"
    script.write_text(READ_IN_R)
    command = ["Rscript", script, made_up / file]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    shape, places, digest = done.stdout.splitlines()
    with netCDF4.Dataset(made_up / file) as ours:
        asked = ours["queues/asked"]
        expected = [*reversed(asked.shape), int(asked[:].astype("int64").sum())]  # R's first axis varies fastest
        assert [int(number) for number in shape.split(",")] == expected
        assert places == ";".join(ours["queues/place"][:])
        assert digest == ours.digest


def test_others_can_add_to_it(made_up: Path, tmp_path: Path) -> None:
    copy = tmp_path / "study.h5"
    shutil.copy(made_up / "study.h5", copy)
    with netCDF4.Dataset(copy, "a") as file:
        file["summary"].createVariable("mine", "f8", ("scenario",))[:] = [1.0, 2.0]
    with xr.open_dataset(copy, group="summary") as summary:
        assert list(summary["mine"].values) == [1.0, 2.0]
