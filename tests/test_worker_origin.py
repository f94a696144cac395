"""What may be asked of the process that workers are forked from."""

import multiprocessing
import os
import subprocess

from grading import worker_origin


def test_a_worker_that_another_process_forked_is_not_ended():
    """Its number may be anybody's by the time."""
    origin = worker_origin.Origin("tests.pool_work:tell_descent", os.curdir)
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        worker = origin.fork()
        origin.end(worker._replace(pid=bystander.pid, line=multiprocessing.Pipe()[0]))
        worker.line.send("here")
        assert worker.line.recv()[1] == origin.process.pid and bystander.poll() is None
        # Neither is one of a process before this one, whatever its number.
        origin.end(worker._replace(line=multiprocessing.Pipe()[0], origin=None))
        worker.line.send("here")
        assert worker.line.recv()
    finally:
        origin.close()
        bystander.kill()
        bystander.wait()
