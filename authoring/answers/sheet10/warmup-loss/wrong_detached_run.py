"""Detaches the run."""

MISCONCEPTION = "loss-without-graph"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup).detach()
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).mean()
