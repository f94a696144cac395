"""Detaches the run."""

MISCONCEPTION = "loss-without-graph"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing).detach()
    return ((Z[..., : model.N] - y) ** 2).mean()
