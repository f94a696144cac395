"""Shifts the prediction."""

MISCONCEPTION = "shifts-the-target-again"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    target = y[t_warmup:]
    return ((Z[1:, :, : model.N] - target[:-1]) ** 2).mean()
