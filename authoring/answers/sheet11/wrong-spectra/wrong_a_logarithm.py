"""Blames the logarithm of routine a."""

MISCONCEPTION = "a-logarithm"
DESCRIPTION = "you blame the logarithm of routine a, which is right."
HINT = "Write out what routine a decomposes for two steps. In which order do the Jacobians act?"
LOSES = ["faults-test"]


def faulty_lines():
    return 5, 2, 6, 5
