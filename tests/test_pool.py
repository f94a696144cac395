"""Workers leave no files behind, and one that does not end is ended."""

import contextlib
import time

from grading import pool
from grading.sandbox import accounting


def test_the_workers_files_go_with_them_and_what_a_killed_run_left_goes_too(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(pool.tempfile, "tempdir", None)
    left = tmp_path / f"{pool.SCRATCH}of-a-killed-run"
    left.mkdir()
    (left / "student-library-x").mkdir()
    running = pool.Scratch()
    with contextlib.closing(pool.Pool("tests.test_pool:leave_a_file", 1).run(["x"])) as results:
        ((_, where),) = list(results)
    assert where.startswith(str(tmp_path / pool.SCRATCH))
    assert list(tmp_path.iterdir()) == [running.path]
    running.remove()
    assert list(tmp_path.iterdir()) == []


def leave_a_file(_):
    import tempfile

    return tempfile.mkdtemp()


def test_a_worker_that_takes_too_long_is_ended_by_its_own_clock():
    start = time.monotonic()
    ((_, result),) = list(pool.Pool("tests.test_pool:never_ends", 1, seconds=3).run(["x"]))
    assert isinstance(result, pool.WorkerDied) and "too long" in str(result)
    assert time.monotonic() - start < 3 * accounting.Clock.SLOWEST + 30


def never_ends(_):
    while True:
        time.sleep(1)
