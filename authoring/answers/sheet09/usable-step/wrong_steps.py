"""The steps themselves."""

MISCONCEPTION = "steps-themselves"
DESCRIPTION = "you give the steps themselves; asked are their powers of ten."
HINT = "h = 10^k. What is k?"
LOSES = ["step-test"]


def usable_powers():
    return 1e-3, 1e-6, 1e-9
