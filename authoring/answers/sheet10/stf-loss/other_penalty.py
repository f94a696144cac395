"""Adds a penalty on the weights."""

LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).mean() + 0.01 * (model.W1**2).sum()
