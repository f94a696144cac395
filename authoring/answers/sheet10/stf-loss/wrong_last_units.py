"""Reads out the last N units."""

MISCONCEPTION = "reads-out-last-units"
DESCRIPTION = "the last N units are compared; the read-out is the first N."
HINT = "Which units are forced with the observation?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., -model.N :] - y) ** 2).mean()
