"""One power too short."""

MISCONCEPTION = "one-too-short"
DESCRIPTION = "each number is one too small: a step ten times as long still works."
HINT = "Print the ratio at ten times the step that you give."
LOSES = ["step-test"]


def usable_powers():
    return -4, -7, -10
