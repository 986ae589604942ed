"""Faults of arguments, files and machine: exit codes, words, and what is left on the disk."""
import os
import signal
import subprocess
import time
from pathlib import Path

import h5py
import pytest

from conftest import FAKE, FAULT, calls_of, digests, leftovers


def lines(result):
    return result.stderr.strip().splitlines()


@pytest.mark.parametrize(
    "words, text",
    [
        (["--threads", "0"], "--threads: '0' is not a whole number"),
        (["--replications", "many"], "--replications: 'many'"),
        (["--seed", "-1"], "--seed: '-1'"),
        (["--task", "3/2"], "--task i/n: i: '3'"),
        (["--task", "half"], "--task: 'half' is not a share"),
        (["--set", "level"], "--set level: has no value"),
        (["--tasks", "1/2"], "--tasks: is not an argument"),
        (["--set", "fake.levle=0.1"], "--set fake.levle"),
        (["--set", "fake.level=7"], "fake.level"),
        (["--scenario", "mroe"], "did you mean 'more'"),
    ],
)
def test_a_fault_of_an_argument_is_one_line_and_makes_no_folder(fake, tmp_path, words, text):
    result = fake.run(tmp_path / "out", *words)
    assert result.returncode == 2
    assert len(lines(result)) in (1, 2) and text in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_word_that_is_no_command_gets_the_nearest(fake):
    result = fake("colect")
    assert "'colect' is no command (there are run, check, collect, describe) did you mean 'collect'?" in result.stderr


def test_several_faults_of_arguments_come_together(fake, tmp_path):
    result = fake.run(tmp_path / "out", "--threads", "0", "--seed", "x", "--replications", "0")
    assert result.returncode == 2
    assert len(lines(result)) == 3


@pytest.mark.parametrize("words", [[], ["fly"], ["run"], ["collect"]])
def test_what_is_no_command_is_a_fault(fake, words):
    result = fake(*words)
    assert result.returncode == 2
    assert result.stderr.startswith("bitewing: ")


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["check", "--help"], ["--version"]])
def test_help_and_version(fake, words):
    result = fake(*words)
    assert result.returncode == 0
    assert result.stdout and not result.stderr


def test_a_study_that_is_not_there(fake, tmp_path):
    result = fake("run", tmp_path / "none.toml", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert len(lines(result)) == 1 and "none.toml:" in result.stderr
    assert not (tmp_path / "out").exists()


def test_faults_have_file_line_and_column(fake, tmp_path):
    fake.study.write_text(FAKE.replace("people", "poeple") + "[scenario.a.fake]\nlevel = 2\n")
    result = fake.run(tmp_path / "out")
    assert result.returncode == 2
    assert any(":12:1: " in line and "people" in line for line in lines(result)), result.stderr
    assert any(":16:9: " in line for line in lines(result)), result.stderr


@pytest.mark.parametrize("out", ["/dev/null/x", "/proc/x"])
def test_a_folder_that_cannot_be_made_is_the_users_who_is_told_what_to_do(fake, out):
    result = fake.run(out)
    assert result.returncode == 2
    assert len(lines(result)) == 1
    assert result.stderr.startswith(f"{out}: the result folder cannot be made (")
    assert result.stderr.endswith("choose another --out, in a folder where you may write\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_the_users(fake, tmp_path):
    (tmp_path / "out").mkdir(mode=0o555)
    result = fake.run(tmp_path / "out")
    assert result.returncode == 2
    assert "the result folder cannot be written (Permission denied) choose another --out" in result.stderr


def test_output_that_goes_nowhere_is_the_machines_fault(fake, tmp_path):
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [fake.path, "check", fake.study], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert result.returncode == 3
    assert "standard output" in result.stderr


def test_a_file_in_place_of_the_folder_is_the_users(fake, tmp_path):
    (tmp_path / "out").write_text("mine")
    result = fake.run(tmp_path / "out")
    assert result.returncode == 2
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("part", range(8))
def test_a_full_disk_loses_nothing_finished(fake, tmp_path, part):
    calls = calls_of(fake, tmp_path / "whole")
    env = {"LD_PRELOAD": str(FAULT), "FILE_FAULT_FULL": str(1 + calls * part // 8)}
    full = fake.run(tmp_path / "out", "--no-progress", env=env)
    assert full.returncode == 3, full.stderr
    assert str(tmp_path / "out") in full.stderr and "No space left" in full.stderr
    kept = digests(tmp_path / "out")  # every file that bears its name is whole
    assert kept.items() <= digests(tmp_path / "whole").items()
    assert fake.run(tmp_path / "out").returncode == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_real_full_disk(fake, tmp_path):
    mount = tmp_path / "small"
    mount.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(mount)], capture_output=True)
    if made.returncode != 0:
        pytest.skip("a small file system cannot be mounted here")
    try:
        result = fake.run(mount / "out", "--set", "fake.people=100000")
        assert result.returncode == 3, result.stderr
        assert str(mount / "out") in result.stderr
        assert leftovers(mount) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_another_seed_is_refused_and_nothing_is_overwritten(fake, tmp_path):
    assert fake.run(tmp_path / "out").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    for words in (["--seed", 8], ["--seed", 8, "--update"], ["--set", "study.months=3"], ["--set", "fake.level=0.4"]):
        result = fake.run(tmp_path / "out", *words)
        assert result.returncode == 2, words
        assert "plan.txt: holds" in result.stderr
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}


def test_update_plays_again_only_what_changed(fake, tmp_path):
    assert fake.run(tmp_path / "out").returncode == 0
    baseline = (tmp_path / "out/runs/baseline/0001.h5").stat().st_mtime_ns
    fake.study.write_text(fake.study.read_text().replace("0.8", "0.9"))
    assert fake.run(tmp_path / "out").returncode == 2
    assert fake.run(tmp_path / "out", "--update").returncode == 0
    assert (tmp_path / "out/runs/baseline/0001.h5").stat().st_mtime_ns == baseline
    assert fake.run(tmp_path / "fresh").returncode == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_a_broken_run_file_is_named(fake, tmp_path):
    assert fake.run(tmp_path / "out").returncode == 0
    broken = tmp_path / "out/runs/more/0002.h5"
    broken.write_bytes(broken.read_bytes()[:100])
    for result in (fake.run(tmp_path / "out"), fake("collect", tmp_path / "out")):
        assert result.returncode == 2
        assert "runs/more/0002.h5" in result.stderr


def test_collect_names_what_is_missing_and_writes_nothing(fake, tmp_path):
    assert fake.run(tmp_path / "out", "--task", "2/3").returncode == 0
    result = fake("collect", tmp_path / "out")
    assert result.returncode == 2
    assert "4 of 6 runs are missing: baseline 1, 3; more 1, 3" in result.stderr
    assert not (tmp_path / "out/study.h5").exists()


def test_two_processes_on_one_share(fake, tmp_path):
    slow = ["--set", "fake.milliseconds_a_day=20"]
    first = fake.start("run", fake.study, "--out", tmp_path / "out", *slow)
    wait_for(tmp_path / "out/plan.txt")
    second = fake.run(tmp_path / "out", *slow)
    assert second.returncode == 2
    assert "another process is playing share 1-of-1" in second.stderr
    _, err = first.communicate(timeout=60)
    assert first.returncode == 0, err


def wait_for(path, seconds=20):
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_finished(fake, tmp_path, number):
    slow = ["--set", "fake.milliseconds_a_day=4", "--threads", "1"]
    process = fake.start("run", fake.study, "--out", tmp_path / "out", *slow)
    wait_for(tmp_path / "out/runs/baseline/0001.h5")
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "the same command plays the" in err
    assert 1 <= len(digests(tmp_path / "out")) < 6
    assert leftovers(tmp_path / "out") == []
    assert fake.run(tmp_path / "out", *slow).returncode == 0
    assert fake.run(tmp_path / "whole", *slow).returncode == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_second_interrupt_ends_at_once(fake, tmp_path):
    process = fake.start("run", fake.study, "--out", tmp_path / "out", "--set", "fake.milliseconds_a_day=100000")
    wait_for(tmp_path / "out/plan.txt")
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=5)
    assert process.returncode == 130


def test_what_the_model_throws_is_said(fake, tmp_path):
    result = fake.run(tmp_path / "out", "--set", "fake.throws=true")
    assert result.returncode == 3
    assert "as it was told" in result.stderr


def test_progress_is_a_few_lines_where_there_is_no_terminal(fake, tmp_path):
    said = fake.run(tmp_path / "a", "--set", "fake.milliseconds_a_day=10")
    assert "6 of 6 runs played" in said.stderr and "\r" not in said.stderr
    assert 2 <= len(lines(said)) <= 8
    silent = fake.run(tmp_path / "b", "--no-progress")
    assert silent.stderr == ""


def test_progress_is_a_bar_on_a_terminal(fake, tmp_path):
    ours, theirs = os.openpty()
    env = {key: value for key, value in os.environ.items() if key != "CI"}
    process = subprocess.Popen(
        [fake.path, "run", fake.study, "--out", tmp_path / "out", "--set", "fake.milliseconds_a_day=10"],
        stderr=theirs, stdout=subprocess.DEVNULL, env=env,
    )
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 4096):
            text += piece
    except OSError:  # the other end is closed
        pass
    assert process.wait(timeout=20) == 0
    assert "█".encode() in text and b"left" in text


def test_check_writes_nothing(fake, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    result = fake("check", fake.study, "--set", "fake.level=0.25")
    assert result.returncode == 0, result.stderr
    assert "fake.level = 0.25" in result.stdout and "6 (2 scenarios x 3 replications)" in result.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_describe(fake):
    plain = fake("describe")
    assert plain.returncode == 0 and "## [fake]" in plain.stdout and "- `level` (number)" in plain.stdout
    with_values = fake("describe", fake.study)
    assert "- `level` = 0.5" in with_values.stdout
    schema = fake("describe", "--schema")
    assert '"$schema"' in schema.stdout


def test_every_attribute_of_a_result_is_described(real, tmp_path):
    assert real.run(tmp_path / "out").returncode == 0
    reference = real("describe").stdout
    attributes = reference[reference.index("## Attributes") : reference.index("## Axes")]
    described = {name.strip() for row in attributes.splitlines() if row.startswith("| ") for name in row.split("|")[1].split(",")}
    for path in ("study.h5", "runs/baseline/0001.h5"):
        with h5py.File(tmp_path / "out" / path) as file:
            assert {name for name in file.attrs if not name.startswith("_")} <= described


def test_the_result_says_where_it_came_from(fake, tmp_path):
    result = fake.run(tmp_path / "out")
    assert f"Result: {tmp_path / 'out' / 'study.h5'}" in result.stdout
    with h5py.File(tmp_path / "out/runs/more/0003.h5") as file:
        attributes = dict(file.attrs)
    for name in ("title", "bitewing_version", "layout_version", "source_revision", "study_toml", "seed", "start", "digest",
                 "started", "wall_seconds", "threads", "machine", "scenario", "replication", "scenario_hash", "settings"):
        assert name in attributes, name
    assert attributes["study_toml"] == Path(fake.study).read_text()
    assert attributes["scenario"] == "more" and attributes["replication"] == 3
