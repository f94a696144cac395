"""Workers leave no files behind, one that does not end is ended, and a cluster gives the same records."""

import contextlib
import dataclasses
import os
import signal
import time

import pytest

from authoring.demo.submissions import Work
from grading import class_run, pool
from grading.folders import Folders
from grading.sandbox import accounting
from tests import graded
from tests.certificates import needs_openssl, secured


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


def test_a_worker_that_takes_too_long_is_ended_by_its_own_clock():
    start = time.monotonic()
    ((_, result),) = list(pool.Pool("tests.pool_work:never_ends", 1, seconds=3).run(["x"]))
    assert isinstance(result, pool.WorkerDied) and "too long" in str(result)
    assert time.monotonic() - start < 3 * accounting.Clock.SLOWEST + 30


def without_times(record):
    """The graded cells of a record."""
    return {name: dataclasses.replace(verdict, seconds=0) for name, verdict in record.cells.items()}


@graded.needs_sandbox
@needs_openssl
def test_a_class_graded_on_a_cluster_over_tls_has_the_same_records_though_a_worker_is_lost(tmp_path):
    distributed = pytest.importorskip("distributed")
    folders = {where: Folders(tmp_path / where) for where in ("here", "there")}
    work = Work.solved("sheet10")
    # The first and the last: the other two are missing here and there.
    left_out = {f"{name}.ipynb": None for name in work.names()[1:-1]}
    for one in folders.values():
        work.write(one.submitted, "ada", left_out)
    here = class_run.grade("sheet10", folders["here"], class_run.GradingOptions(workers=1))
    security, done = secured(tmp_path), []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50, security=security, protocol="tls"
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid

        def lose_a_worker(*_):
            done.append(time.monotonic())
            if len(done) == 1:
                os.kill(victim, signal.SIGKILL)

        options = class_run.GradingOptions(scheduler=cluster.scheduler_address, security=security)
        assert options.scheduler.startswith("tls://")
        there = class_run.grade("sheet10", folders["there"], options, lose_a_worker)
    assert len(done) == len(here["ada"]) > 1
    assert sum(record.status == "graded" for record in here["ada"].values()) == 2
    for notebook, record in here["ada"].items():
        other = there["ada"][notebook]
        assert without_times(other) == without_times(record)
        assert (other.flags, other.exercises) == (record.flags, record.exercises)
        # Behind the same walls.
        assert other.provenance["isolation"] == record.provenance["isolation"] == "bubblewrap"
