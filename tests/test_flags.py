"""Suspicious code is searched for in a time that grows with its length, and ordinary IPython is understood."""

import contextlib
import time

import pytest

from grading.judge import flags


@contextlib.contextmanager
def within(seconds):
    """Processor time of this process, so that a busy machine fails no test."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


@pytest.mark.parametrize(
    "line",
    [" " * 60_000, " " * 60_000 + "x", "a" + ", " * 30_000, "a, " * 20_000 + "=" + " " * 60_000,
     "x?" + " " * 60_000 + "y", "\t \t" * 20_000 + "=", "a b " * 15_000],
    ids=["blanks", "blanks-and-a-name", "commas", "equals-and-blanks", "question", "tabs", "words"],
)  # fmt: skip
def test_a_line_is_searched_in_time(line):
    with within(1):
        flags.without_magics("\n".join([line] * 5))
        flags.of_code([("cell", line)])


def test_what_is_ipythons_is_still_taken_out():
    lines = [
        "%time f()",
        "  x = %pwd",
        "a, b = !ls",
        "!ls",
        "name?",
        "y == 3",
        "x = y % 3",
        "a = b != c",
        "x, y = 1, 2",
    ]
    taken = ["None", "  x = None", "a, b = None", "None", "None", *lines[5:]]
    assert flags.without_magics("\n".join(lines)).split("\n") == taken
