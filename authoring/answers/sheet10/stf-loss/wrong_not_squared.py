"""Mean of the differences."""

MISCONCEPTION = "not-squared"
DESCRIPTION = "the differences are averaged without being squared: the loss may be negative."
HINT = "Can a good loss be below zero?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return (Z[..., : model.N] - y).mean()
