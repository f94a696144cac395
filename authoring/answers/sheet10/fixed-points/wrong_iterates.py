"""Iterates the map instead of solving."""

MISCONCEPTION = "iterates"
DESCRIPTION = "the map is iterated, which finds stable fixed points only."
HINT = "The fixed points of a chaotic system are unstable. Does an orbit ever arrive there?"
LOSES = ["fixed-test-point", "fixed-test-none"]


def fixed_point(model, z, rounds=100):
    for _ in range(rounds):
        z = model(z).detach()
    return z
