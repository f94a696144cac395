"""No logarithm."""

MISCONCEPTION = "no-logarithm"
DESCRIPTION = "the logarithm is missing: this is the factor of growth."
HINT = "A map whose lap number stays the same has entropy 0. What does your function give?"
LOSES = ["entropy-test"]


def lap_entropy(laps):
    return laps[-1] / laps[-2]
