"""Workers descend from one process and leave no files behind, one that does not end is ended; and a cluster."""

import contextlib
import os
import time

import pytest

from grading import pool, worker_origin
from grading.sandbox import accounting


def test_the_workers_files_go_with_them_and_what_a_killed_run_left_goes_too(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(pool.tempfile, "tempdir", None)
    left = tmp_path / f"{pool.SCRATCH}of-a-killed-run"
    left.mkdir()
    (left / "student-library-x").mkdir()
    running = pool.Scratch()
    with contextlib.closing(pool.Pool("tests.pool_work:leave_a_file", 1).run(["x"])) as results:
        ((_, where),) = list(results)
    assert where.startswith(str(tmp_path / pool.SCRATCH))
    assert list(tmp_path.iterdir()) == [running.path]
    running.remove()
    assert list(tmp_path.iterdir()) == []


def test_workers_are_forked_from_one_process_that_has_prepared_and_none_is_left():
    results = list(pool.Pool("tests.pool_work:tell_descent", 2).run(range(6)))
    ((origin, prepared),) = {(origin, *prepared) for _, (_, origin, prepared) in results}
    workers = {worker for _, (worker, *_) in results}
    assert prepared == origin != os.getpid() and len(workers) == 2
    assert not [pid for pid in (origin, *workers) if accounting.is_running(pid)]


@pytest.mark.parametrize("signal, count", [("SIGKILL", 1), ("SIGKILL", 2), ("SIGSTOP", 1)])
def test_where_the_process_is_lost_that_workers_are_forked_from_no_task_is(tmp_path, monkeypatch, signal, count):
    """More often than a task is tried. One that is stopped does not answer, and is lost as well."""
    monkeypatch.setattr(worker_origin, "PATIENCE", 300.0 if signal == "SIGKILL" else 3.0)
    tasks = ["before", f"{signal} {tmp_path}", *map(str, range(6))]
    told = dict(pool.Pool("tests.pool_work:tell_descent", count).run(tasks))
    assert told.keys() == set(tasks) and len(list(tmp_path.iterdir())) == 3 > pool.TRIES
    assert 1 < len({origin for _, origin, _ in told.values()}) <= 4


def test_what_is_lost_again_and_again_ends_with_its_tasks(monkeypatch):
    monkeypatch.setattr(pool, "SPARED", 1)
    told = dict(pool.Pool("tests.pool_work:always_lose", 1).run(["x"]))
    assert isinstance(told["x"], pool.WorkerDied)


def test_a_worker_that_takes_too_long_is_ended_by_its_own_clock():
    start = time.monotonic()
    ((_, result),) = list(pool.Pool("tests.pool_work:never_ends", 1, seconds=3).run(["x"]))
    assert isinstance(result, pool.WorkerDied) and "too long" in str(result)
    assert time.monotonic() - start < 3 * accounting.Clock.SLOWEST + 30


def test_a_cluster_on_this_machine_works_on_everything_though_a_worker_is_lost(tmp_path):
    """Without encryption, which needs no certificate here; test_records grades on one with it."""
    distributed = pytest.importorskip("distributed")
    tasks = [{"number": n, "dies": n == 1, "twice": False, "mark": str(tmp_path / str(n))} for n in range(5)]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as cluster:
        assert cluster.scheduler_address.startswith("tcp://")
        results = list(pool.on_cluster("tests.pool_work:fail_once", tasks, cluster.scheduler_address))
    assert sorted((task["number"], result) for task, result in results) == [(n, n) for n in range(5)]
