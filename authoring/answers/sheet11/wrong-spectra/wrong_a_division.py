"""Blames the division of routine a."""

MISCONCEPTION = "a-division"
DESCRIPTION = "you blame the division of routine a, which is right."
HINT = "Write out what routine a decomposes for two steps. In which order do the Jacobians act?"
LOSES = ["faults-test"]


def faulty_lines():
    return 6, 2, 6, 5
