"""Takes the first targets instead of the last."""

MISCONCEPTION = "targets-not-aligned"
DESCRIPTION = "Z[0] is compared with y[0], but Z begins at t_warmup."
HINT = "Z[k] belongs to the time t_warmup + k. Which target does?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[: len(Z)]) ** 2).mean()
