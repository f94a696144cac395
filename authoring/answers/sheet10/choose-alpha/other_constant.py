"""The paper's strength."""

LOSES = ["alpha-test-steps", "alpha-test-product"]


def choose_alpha(jacobians):
    return 0.125, 0.125, 0.125
