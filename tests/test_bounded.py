"""Our own work on what a student sent ends in time and memory, whatever becomes of it."""

import os
import time

import pytest

from grading import bounded


def endless():
    while True:
        pass


def test_plain_data_comes_back_whole():
    assert bounded.run(lambda: {"a": [1, "\udcff"]}) == {"a": [1, "\udcff"]}
    assert bounded.run(lambda: "x" * 5_000_000) == "x" * 5_000_000
    assert bounded.run(max, 2, 3) == 3


@pytest.mark.parametrize("work", [endless, lambda: time.sleep(60)], ids=["computes", "sleeps"])
def test_work_that_does_not_end_is_given_up(work):
    start = time.monotonic()
    with pytest.raises(bounded.Exceeded, match="more time"):
        bounded.run(work, seconds=1)
    assert time.monotonic() - start < 5


def test_on_a_busy_machine_work_has_more_wall_time_than_processor_time():
    assert bounded.run(lambda: time.sleep(1.5) or "done", seconds=1, patience=5) == "done"


def test_work_that_raises_dies_or_takes_too_much_memory_is_told():
    with pytest.raises(bounded.Exceeded, match="memory"):
        bounded.run(lambda: len(b"x" * 3_000_000_000))
    with pytest.raises(bounded.Exceeded, match="ValueError: invalid"):
        bounded.run(lambda: int("no"))
    with pytest.raises(bounded.Exceeded):
        bounded.run(os._exit, 0)
