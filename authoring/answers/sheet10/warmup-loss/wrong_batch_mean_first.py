"""Averages over the batch, then squares."""

MISCONCEPTION = "averages-before-squaring"
DESCRIPTION = "errors are averaged before they are squared, so errors of opposite sign cancel."
HINT = "Square first, then average: in which order do you?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    error = Z[..., : model.N] - y[t_warmup:]
    return (error.mean(dim=1) ** 2).mean()
