"""Every known figure of a known system is recomputed, in short runs; `benchmarks/reference_values.py` has long ones."""

import pytest

from benchmarks import reference_values

# How long the runs are, relative to those of the table; what is exact needs no more.
LENGTHS = {"Lorenz": 0.1, "Lorenz, finite runs": 0.15, "Lorenz-96": 0.05, "Rössler": 0.1, "random products": 0.1}


@pytest.mark.parametrize("system", reference_values.SYSTEMS)
def test_a_known_value_comes_out(system):
    values = reference_values.SYSTEMS[system](LENGTHS.get(system, 0.05))
    off = [value for value in values if not abs(value.ours - value.known) <= value.tolerance]
    assert values and not off, off
