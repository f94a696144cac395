"""Takes the root of the mean square."""

MISCONCEPTION = "root-of-mean-square"
DESCRIPTION = "this is the root of the mean square."
HINT = "Has your loss the unit of x, or that of x squared?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).mean().sqrt()
