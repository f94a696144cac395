"""Blames the logarithm of routine a."""

MISCONCEPTION = "a-logarithm"
DESCRIPTION = "routine a takes the logarithm of the right entry; its mistake comes before that."
HINT = "Write out what routine a decomposes for two steps. In which order do the Jacobians act?"
LOSES = ["which-line-test"]


def wrong_lines():
    return 5, 6, 5, 6
