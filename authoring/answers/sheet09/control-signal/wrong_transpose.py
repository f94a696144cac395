"""The transpose in place of the inverse."""

MISCONCEPTION = "transpose-for-inverse"
DESCRIPTION = "B transposed is not the pseudo-inverse: what you return is read out as something else."
HINT = "Multiply your result by B. Is it x?"
LOSES = ["control-test"]


def control_signal(B, x):
    return x @ B
