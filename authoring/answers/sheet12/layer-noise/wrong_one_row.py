"""One row."""

MISCONCEPTION = "one-row-only"
DESCRIPTION = "the recurrent network has one row only; asked for is one row per step."
HINT = "The result has the shape (T, P) for both."
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    if recurrent:
        return theta + noise[0]
    return theta + noise
