"""New noise in both."""

MISCONCEPTION = "always-new-noise"
DESCRIPTION = "the recurrent network gets new noise in every step, as if it had layers of its own."
HINT = "How many different layers does a recurrent network have?"
LOSES = ["noise-test"]


def layer_parameters(theta, noise, recurrent):
    return theta + noise
