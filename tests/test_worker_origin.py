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
        _, line = origin.fork()
        origin.end(bystander.pid, multiprocessing.Pipe()[0])
        line.send("still there")
        assert line.recv()[1] == origin.process.pid and bystander.poll() is None
    finally:
        origin.close()
        bystander.kill()
        bystander.wait()
