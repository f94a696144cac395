"""Shifts the target a second time."""

MISCONCEPTION = "shifts-the-target-again"
DESCRIPTION = "prediction and target are shifted against each other by one step; y is shifted already."
HINT = "y[t] belongs to Z[t]. Which rows do you subtract?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    target = y[t_warmup:]
    return ((Z[:-1, :, : model.N] - target[1:]) ** 2).mean()
