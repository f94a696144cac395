"""Shifts the prediction."""

MISCONCEPTION = "shifts-the-target-again"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    target = y
    return ((Z[1:, :, : model.N] - target[:-1]) ** 2).mean()
