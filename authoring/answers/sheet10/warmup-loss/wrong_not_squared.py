"""Mean of the differences."""

MISCONCEPTION = "not-squared"
DESCRIPTION = "the differences are averaged without being squared: the loss may be negative."
HINT = "Can a good loss be below zero?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return (Z[..., : model.N] - y[t_warmup:]).mean()
