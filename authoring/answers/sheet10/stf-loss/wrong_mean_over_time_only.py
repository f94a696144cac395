"""Reduces one axis only."""

MISCONCEPTION = "not-reduced"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).mean(dim=0)
