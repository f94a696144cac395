"""Squared distance, averaged over time and batch only."""

MISCONCEPTION = "wrong-normalisation"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).sum(dim=-1).mean()
