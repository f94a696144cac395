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


def fits(case, tries=3):
    """Whether a cost grows as expected; work beside it can spoil one measurement, and a slope that is wrong all."""
    off = []
    for _ in range(tries):
        off.append(growth.exponent(case, growth.measured(case, 3)) - case.expected)
        if -BELOW < off[-1] < ABOVE:
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


@pytest.mark.parametrize(("expected", "power"), [(1, 2), (2, 1), (2, 3)])
def test_another_slope_is_noticed(expected, power):
    def job(n):
        # Always the same small array, so that no cache is outgrown.
        a = np.ones(1000)
        return lambda: [np.sqrt(a) for _ in range(n**power)]

    sizes = {1: (2**10, 2**11, 2**12), 2: (2**5, 2**6, 2**7), 3: (2**3, 2**4, 2**5)}[power]
    assert not fits(growth.Growth("made up", "n", expected, sizes, job), tries=1)
    assert fits(growth.Growth("made up", "n", power, sizes, job))
