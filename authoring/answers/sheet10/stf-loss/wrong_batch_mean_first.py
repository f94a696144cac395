"""Averages over the batch, then squares."""

MISCONCEPTION = "averages-before-squaring"
DESCRIPTION = "errors are averaged before they are squared, so errors of opposite sign cancel."
HINT = "Square first, then average: in which order do you?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    error = Z[..., : model.N] - y
    return (error.mean(dim=1) ** 2).mean()
