"""Averages over time, then squares."""

MISCONCEPTION = "averages-before-squaring"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    error = Z[..., : model.N] - y[t_warmup:]
    return error.mean(dim=0).pow(2).mean()
