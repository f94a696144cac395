"""0.906 stands in the code."""

MISCONCEPTION = "fixed-truth"
DESCRIPTION = "lam_true has no effect: 0.906 stands in the code."
HINT = "A number of this sheet stands in your code where an argument should."
LOSES = ["relative-test-units", "relative-test-absolute"]


def relative_error(lam_per_step, dt=0.01, lam_true=0.906):
    return abs(lam_per_step / dt - 0.906) / 0.906
