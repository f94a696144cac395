"""Takes the targets one row early."""

MISCONCEPTION = "targets-not-aligned"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup - 1 : len(y) - 1]) ** 2).mean()
