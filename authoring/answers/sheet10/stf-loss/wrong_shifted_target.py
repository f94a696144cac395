"""Shifts the target a second time."""

MISCONCEPTION = "shifts-the-target-again"
DESCRIPTION = "prediction and target are shifted against each other by one step; y is shifted already."
HINT = "y[t] belongs to Z[t]. Which rows do you subtract?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    target = y
    return ((Z[:-1, :, : model.N] - target[1:]) ** 2).mean()
