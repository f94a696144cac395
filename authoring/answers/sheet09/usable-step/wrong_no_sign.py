"""The sign is missing."""

MISCONCEPTION = "sign-missing"
DESCRIPTION = "the powers have the wrong sign: a step of 10 to the power 3 is a thousand."
HINT = "Is h = 0.001 ten to the power 3 or ten to the power -3?"
LOSES = ["step-test"]


def usable_powers():
    return 3, 6, 9
