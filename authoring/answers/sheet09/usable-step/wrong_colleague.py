"""What the colleague thinks."""

MISCONCEPTION = "colleague"
DESCRIPTION = "you take the step of the colleague for short enough."
HINT = "What is the ratio for T = 70 at that step, and what at a millionth of it?"
LOSES = ["step-test"]


def usable_powers():
    return -4, -4, -4
