"""Cost grows as it should: exponents that are fitted to ratios of costs, never times."""

import numpy as np
import pytest
import torch

from benchmarks import growth
from sheet_utils import engine

#: How far a fitted exponent may be above theory. A loop over something that is a loop already would add a whole one.
ABOVE = 0.5
#: And below it: what does not grow at all, such as a start, weighs more at small sizes.
BELOW = 0.6


def fits(case, turns=9, **clock):
    """Whether a cost grows as expected, by the least cost of all turns: work beside them can only add to it."""
    least = np.inf
    for _ in range(turns):
        least = np.minimum(least, growth.measured(case, 1, **clock))
        if -BELOW < growth.exponent(case, least) - case.expected < ABOVE:
            return True
    return False


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.skipif(not engine.AVAILABLE, reason="numba is not installed")
@pytest.mark.parametrize("case", growth.QUICK, ids=lambda case: f"{case.job}, {case.size}")
def test_cost_grows_as_theory_says(case):
    assert fits(case)


@pytest.mark.parametrize("power", [1, 2, 3])
@pytest.mark.parametrize("expected", [1, 2, 3])
def test_another_slope_is_noticed(expected, power):
    """By a clock that counts operations, so that nothing but the slope decides."""
    seconds = [0.0]

    def job(n):
        def counted():
            seconds[0] += n**power

        return counted

    case = growth.Growth("made up", "n", expected, (64, 128, 256, 512), job)
    assert fits(case, clock=lambda: seconds[0]) == (expected == power)


def test_work_beside_a_measurement_is_forgiven():
    seconds, jobs = [0.0], [0]

    def job(n):
        def counted():
            jobs[0] += 1
            seconds[0] += n**3 if jobs[0] <= 24 else n

        return counted

    case = growth.Growth("made up", "n", 1, (64, 128, 256, 512), job)
    assert not fits(case, 3, clock=lambda: seconds[0])
    assert fits(case, clock=lambda: seconds[0])
