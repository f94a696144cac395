"""The first step that fails."""

MISCONCEPTION = "first-that-fails"
DESCRIPTION = "each number is one too large: you give the first step that fails in place of the last one that works."
HINT = "Print the ratio at the step that you give. Is it within 10 % of 1?"
LOSES = ["step-test"]


def usable_powers():
    return -2, -5, -8
