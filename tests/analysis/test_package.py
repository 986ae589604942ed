"""The Python package: what it reads, computes and draws."""
from __future__ import annotations

import shutil
import types
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from scipy import stats

import bitewing
from bitewing import ResultError, Study, figures
from bitewing.comparison import interval
from bitewing.waits import quantiles_of_histogram


@pytest.fixture()
def study(made_up: Path) -> Study:
    with Study.open(made_up) as opened:
        yield opened


# --- opening


def test_opens_a_folder_its_study_file_or_a_run(made_up: Path) -> None:
    folder, file = Study.open(made_up), Study.open(made_up / "study.h5")
    run = Study.open(made_up / "runs" / "more_time" / "0003.h5")
    assert folder.scenarios == file.scenarios == ["baseline", "more_time"]
    assert folder.replications == [1, 2, 3, 4]
    assert run.scenarios == ["more_time"]
    assert run.group("queues")["asked"].dims[:2] == ("scenario", "replication")
    assert "a made-up study" in repr(folder)
    assert "queues" in folder.groups


def test_what_is_no_result_is_refused_in_words(made_up: Path, tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="holds no study.h5"):
        Study.open(tmp_path)
    with pytest.raises(ResultError, match="there is no such file"):
        Study.open(tmp_path / "missing.h5")
    with pytest.raises(ResultError, match="gather them: bitewing collect"):
        shutil.copytree(made_up / "runs", tmp_path / "half" / "runs")
        Study.open(tmp_path / "half")
    (tmp_path / "text.h5").write_text("no result")
    with pytest.raises(ResultError, match="text.h5: cannot be read"):
        Study.open(tmp_path / "text.h5")
    with h5py.File(tmp_path / "foreign.h5", "w"):
        pass
    with pytest.raises(ResultError, match="foreign.h5: is not a result file of Bitewing"):
        Study.open(tmp_path / "foreign.h5")


def test_another_layout_version_is_refused_in_words(made_up: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.h5"
    shutil.copy(made_up / "study.h5", later)
    with h5py.File(later, "a") as file:
        file.attrs["layout_version"] = 2
    with pytest.raises(ResultError, match=r"layout version 2 \(this package reads version 1\)"):
        Study.open(later)


def test_unknown_names_are_answered_with_the_known_ones(study: Study) -> None:
    with pytest.raises(ResultError, match="no group 'queue' .*queues"):
        study.group("queue")
    with pytest.raises(ResultError, match="no variable 'wait' .*waiting"):
        study.variable("queues", "wait")
    with pytest.raises(ResultError, match="no axis moon .*month"):
        study.table("queues", "asked", by=["moon"])
    with pytest.raises(ResultError, match="no scenario 'x' .*more_time"):
        bitewing.paired_difference(study, "queues", "asked", scenario="x")


# --- tables


def test_a_table_has_a_row_for_each_cell_and_sums_what_is_not_kept(study: Study) -> None:
    asked = study.group("queues")["asked"]
    table = study.table("queues", "asked")
    assert len(table) == asked.size
    assert list(table.columns) == [*asked.dims, "asked"]
    monthly = study.table("queues", "asked", by=["month"])
    assert list(monthly.columns) == ["scenario", "replication", "month", "asked"]
    assert len(monthly) == 2 * 4 * 24
    assert monthly["asked"].sum() == table["asked"].sum() == int(asked.sum())
    assert table["asked"].dtype == np.int64


def test_counts_may_be_subtracted(study: Study) -> None:
    waiting = study.variable("queues", "waiting")
    assert int((waiting.min() - waiting.max())) < 0


# --- comparisons


def test_paired_difference_is_students_interval_of_the_differences(study: Study) -> None:
    figure = study.variable("summary", "adults_seen_24m_percent").values
    difference = figure[1] - figure[0]
    low, high = stats.t.interval(0.95, 3, difference.mean(), stats.sem(difference))
    result = bitewing.paired_difference(study, "summary", "adults_seen_24m_percent", scenario="more_time")
    assert result.n == 4
    assert float(result.mean) == pytest.approx(difference.mean())
    assert (float(result.low), float(result.high)) == pytest.approx((low, high))
    assert result.unit == "%"
    assert "n = 4" in str(result)
    back = bitewing.paired_difference(
        study, "summary", "adults_seen_24m_percent", scenario="baseline", baseline="more_time"
    )
    assert float(back.mean) == pytest.approx(-difference.mean())
    wider = bitewing.paired_difference(
        study, "summary", "adults_seen_24m_percent", scenario="more_time", confidence=0.99
    )
    assert float(wider.high - wider.low) > high - low


def test_an_interval_is_of_the_replications_that_have_a_value() -> None:
    values = xr.DataArray([[26.0, 5, 7, 23, 23, np.nan, np.nan], [1.0] + 6 * [np.nan]], dims=("cell", "replication"))
    found = interval(values)
    assert found.n == 5
    assert found.mean.values == pytest.approx([16.8, 1])
    assert [float(found.low[0]), float(found.high[0])] == pytest.approx([4.4, 29.2], abs=0.05)
    assert np.isnan(found.low[1]) and np.isnan(found.high[1])


def test_pairs_are_closer_than_scenarios(study: Study) -> None:
    values = study.variable("summary", "adults_seen_24m_percent")
    apart = np.hypot(*(values.std("replication", ddof=1) / 2)) * stats.t.ppf(0.975, 3)
    paired = bitewing.paired_difference(study, "summary", "adults_seen_24m_percent", scenario="more_time")
    assert float(paired.high - paired.mean) < apart


def test_a_single_run_has_no_interval(made_up: Path) -> None:
    run = Study.open(made_up / "runs" / "baseline" / "0001.h5")
    mean = bitewing.mean_interval(run, "summary", "adults_seen_24m_percent")
    assert mean.n == 1
    assert np.isnan(float(mean.low.item())) and not np.isnan(float(mean.mean.item()))


def test_a_large_study_gives_the_same_intervals_from_its_sums(made_up: Path, made_up_sums: Path) -> None:
    every, sums = Study.open(made_up), Study.open(made_up_sums)
    assert sums.holds_sums and not every.holds_sums
    assert sums.replications == every.replications
    for compare in (
        lambda study: bitewing.paired_difference(study, "queues", "waiting", scenario="more_time"),
        lambda study: bitewing.mean_interval(study, "queues", "waiting"),
        lambda study: bitewing.mean_interval(study, "summary", "adults_seen_24m_percent"),
    ):
        one, other = compare(every), compare(sums)
        for part in ("mean", "low", "high"):
            np.testing.assert_allclose(getattr(one, part), getattr(other, part), rtol=1e-6, atol=1e-6)
    with pytest.raises(ResultError, match="keeps only sums over replications of queues/waiting"):
        sums.variable("queues", "waiting")
    with pytest.raises(ResultError, match="cannot be added to an interval"):
        bitewing.mean_interval(sums, "queues", "waiting", by=["month"])


def test_headline_figures_and_differences(study: Study) -> None:
    headline = bitewing.headline_figures(study)
    assert list(headline["scenario"]) == ["baseline", "more_time"]
    assert list(headline["unit"]) == ["%", "%"]
    differences = bitewing.headline_differences(study)
    assert list(differences["scenario"]) == ["more_time"]
    assert differences["mean"][0] == pytest.approx(headline["mean"][1] - headline["mean"][0])


# --- access, waits, activity


def test_access_is_the_share_of_the_same_residents(study: Study) -> None:
    table = bitewing.access_by_deprivation(study, "adults")
    assert set(table["measure"]) == {"seen_24m"}
    last = study.group("population").isel(month=-1).sel(age_group=["18-64"]).sum("place")
    share = 100 * last["seen_24m"].sum("age_group") / last["persons"].sum("age_group")
    expected = share.mean("replication").sel(scenario="baseline", deprivation=1)
    row = table[(table["scenario"] == "baseline") & (table["deprivation"] == 1)]
    assert row["mean"].item() == pytest.approx(float(expected))
    assert (table["low"] <= table["mean"]).all() and (table["mean"] <= table["high"]).all()
    children = bitewing.access_by_deprivation(study, "children", month="2024-09")
    assert set(children["measure"]) == {"seen_12m"}
    with pytest.raises(ResultError, match="adults or children"):
        bitewing.access_by_deprivation(study, "everybody")


def test_quantiles_of_single_days_are_exact() -> None:
    rng = np.random.default_rng(20261122)
    waits = rng.integers(0, 50, 1001)
    counts = np.bincount(waits, minlength=61)
    edges = np.append(np.arange(61), 32767)
    quantiles = np.array([0.1, 0.5, 0.9])
    found = quantiles_of_histogram(np.append(counts, 0), edges, quantiles)
    np.testing.assert_array_equal(found, np.quantile(waits, quantiles, method="inverted_cdf"))


def test_quantiles_in_wide_bins_beyond_the_last_edge_and_of_nobody() -> None:
    edges = np.array([0, 1, 8, 32767])
    quantiles = np.array([0.25, 0.5, 0.75])
    np.testing.assert_allclose(quantiles_of_histogram(np.array([0, 0, 8, 0]), edges, quantiles), [2.75, 4.5, 6.25])
    np.testing.assert_array_equal(quantiles_of_histogram(np.array([1, 0, 0, 3]), edges, quantiles), [0, np.inf, np.inf])
    assert np.isnan(quantiles_of_histogram(np.zeros(4), edges, quantiles)).all()


def test_waits_of_those_treated_and_of_those_who_still_wait(study: Study) -> None:
    table = bitewing.wait_quantiles(study, service="routine", quantiles=[0.5])
    assert list(table["kind"].unique()) == ["completed", "still_waiting"]
    median = table[(table["kind"] == "completed") & (table["scenario"] == "baseline")]["mean"].item()
    assert 12 <= median <= 15  # exponential of mean 20 in whole days: 20 ln 2 = 13.9
    assert len(bitewing.wait_quantiles(study, year=2024)) == 2 * 2 * 2 * 3
    distribution = bitewing.wait_distribution(study, service="routine")
    one = distribution[(distribution["kind"] == "completed") & (distribution["scenario"] == "baseline")]
    assert one["percent"].is_monotonic_increasing
    assert one["days"].max() == 1441


def test_waits_of_what_there_is_not_are_answered_with_what_there_is(study: Study) -> None:
    for asked in ({"service": "dentures"}, {"group": "everybody"}, {"year": 1999}):
        with pytest.raises(ResultError, match=f"waits have no {next(iter(asked))} .* \\(they have "):
            bitewing.wait_quantiles(study, **asked)


def test_completed_waits_are_as_many_as_those_who_started(study: Study) -> None:
    started = study.table("queues", "started", by=[])["started"].sum()
    completed = study.variable("waits", "completed").sel(group="total").sum()
    assert started == int(completed)


def test_uda_are_whole_ones(study: Study) -> None:
    table = bitewing.uda_by_month(study)
    assert len(table) == 2 * 24
    cells = study.variable("activity", "uda").sel(scenario="baseline").isel(month=0).sum(["place", "band"]).mean()
    assert table["mean"][0] == pytest.approx(float(cells) / 100)
    assert len(bitewing.uda_by_month(study, by_place=True)) == 2 * 24 * 2


def test_gini_of_known_loads() -> None:
    assert bitewing.gini(np.array([3.0, 3.0, np.nan])) == pytest.approx(0)
    assert bitewing.gini(np.array([0.0, 0.0, 0.0, 8.0])) == pytest.approx(0.75)
    assert np.isnan(bitewing.gini(np.array([np.nan])))


def test_load_is_compared_among_the_members_of_one_scenario() -> None:
    axes = ["scenario", "replication", "practice", "year"]
    names = {"scenario": ["baseline", "null"], "replication": [1], "practice": ["a", "b", "c", "d"]}

    def cells(*by_scenario: list[int]) -> xr.DataArray:
        return xr.DataArray(np.array(by_scenario, dtype="int64").reshape(2, 1, 4, 1), dims=axes, coords=names)

    variables = {
        "minutes_offered": cells([100, 100, 100, 0], [100, 100, 100, 0]),
        "minutes_booked": cells([90, 30, 60, 0], [60, 60, 60, 0]),
        "clusters__engaged_days": cells([0, 0, 0, 0], [9, 9, 0, 9]),
    }
    study = types.SimpleNamespace(variable=lambda group, name: variables[name])
    whole = bitewing.load_gini(study).set_index("scenario")["mean"]
    members = bitewing.load_gini(study, members_in="null").set_index("scenario")["mean"]
    assert whole["baseline"] == pytest.approx(2 / 9)
    assert members["baseline"] == pytest.approx(0.25)
    assert whole["null"] == members["null"] == pytest.approx(0)


# --- figures


def test_figures_show_every_scenario(study: Study, tmp_path: Path) -> None:
    access = pd.concat([bitewing.access_by_deprivation(study, people) for people in ("adults", "children")])
    drawn = {
        "access": figures.access_by_deprivation(access),
        "waits": figures.waits(bitewing.wait_distribution(study)),
        "uda": figures.uda_by_month(bitewing.uda_by_month(study)),
    }
    assert [len(figure.axes) for figure in drawn.values()] == [2, 2, 1]
    for name, figure in drawn.items():
        labels = [text.get_text() for text in figure.legends[0].get_texts()]
        assert labels[:2] == ["baseline", "more_time"], name
        figure.savefig(tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_many_scenarios_stay_apart_in_a_figure() -> None:
    table = pd.concat(
        pd.DataFrame({"people": "adults", "measure": "seen_24m", "scenario": f"s{k}", "deprivation": range(1, 6),
                      "mean": 40.0, "low": 39.0, "high": 41.0})
        for k in range(15)
    )
    panel = figures.access_by_deprivation(table).axes[0]
    lines = [container.lines[0] for container in panel.containers]
    assert len({line.get_color() for line in lines}) == 15
    points = np.array([line.get_xdata() for line in lines])
    assert points[:, 0].max() < points[:, 1].min()


def test_the_figure_of_uda_wants_all_places_together(study: Study) -> None:
    with pytest.raises(ValueError, match="has Places"):
        figures.uda_by_month(bitewing.uda_by_month(study, by_place=True))


def test_a_single_scenario_needs_no_legend(made_up: Path) -> None:
    run = Study.open(made_up / "runs" / "baseline" / "0001.h5")
    assert not figures.uda_by_month(bitewing.uda_by_month(run)).legends
