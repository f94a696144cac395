"""Blames the logarithm of routine a."""

MISCONCEPTION = "a-logarithm"
DESCRIPTION = "you blame the logarithm of routine a, which is right."
HINT = "Write out what routine a decomposes for two steps. In which order do the Jacobians act?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 5, 6, 5, 6
