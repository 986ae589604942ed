"""Threads, tasks, order of scenarios and other scenarios change no run."""
import threading

from conftest import FAKE, digests


def test_threads(program, tmp_path):
    for threads in (1, 2, 3, 8):
        done = program.run(tmp_path / str(threads), "--threads", threads)
        assert done.returncode == 0, done.stderr
        assert digests(tmp_path / str(threads)) == digests(tmp_path / "1")


def test_tasks_side_by_side_then_collect(program, tmp_path):
    assert program.run(tmp_path / "one").returncode == 0
    results = []
    tasks = [
        threading.Thread(target=lambda i=i: results.append(program.run(tmp_path / "two", "--task", f"{i}/2")))
        for i in (1, 2)
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    assert [result.returncode for result in results] == [0, 0], results
    assert not (tmp_path / "two" / "study.h5").exists()
    done = program("collect", tmp_path / "two")
    assert done.returncode == 0, done.stderr
    assert "baseline (3 replications)" in done.stdout
    assert digests(tmp_path / "two") == digests(tmp_path / "one")


def test_tasks_cut_otherwise_meet_on_the_same_runs(fake, tmp_path):
    slow = ["--set", "fake.milliseconds_a_day=2"]
    assert fake.run(tmp_path / "one", *slow).returncode == 0
    started = [
        fake.start("run", fake.study, "--out", tmp_path / "out", "--task", task, *slow) for task in ("1/1", "1/2", "2/3")
    ]
    for process in started:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert fake("collect", tmp_path / "out").returncode == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "one")


def test_order_of_scenarios(fake, tmp_path):
    a, b = "[scenario.a.fake]\nlevel = 0.1\n", "[scenario.b.fake]\nlevel = 0.2\n"
    for name, text in (("ab", a + b), ("ba", b + a), ("a", a)):
        fake.study.write_text(FAKE + text)
        assert fake.run(tmp_path / name).returncode == 0
    ab, ba, only_a = (digests(tmp_path / name) for name in ("ab", "ba", "a"))
    for runs in (ab, ba, only_a):
        del runs["study.h5"]
    assert ab == ba
    assert only_a.items() <= ab.items()


def test_a_study_extended_is_the_study_played_at_once(fake, tmp_path):
    assert fake.run(tmp_path / "grown", "--scenario", "baseline", "--replications", 1).returncode == 0
    assert fake.run(tmp_path / "grown", "--replications", 2).returncode == 0
    assert fake.run(tmp_path / "grown").returncode == 0
    assert fake.run(tmp_path / "whole").returncode == 0
    assert digests(tmp_path / "grown") == digests(tmp_path / "whole")
