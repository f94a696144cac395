"""Averages over time, then squares."""

MISCONCEPTION = "averages-before-squaring"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    error = Z[..., : model.N] - y
    return error.mean(dim=0).pow(2).mean()
