"""Reads out the last N units."""

MISCONCEPTION = "reads-out-last-units"
DESCRIPTION = "the last N units are compared; the read-out is the first N."
HINT = "Which units are reset with the observation?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., -model.N :] - y[t_warmup:]) ** 2).mean()
