"""Only forced steps count."""

MISCONCEPTION = "forced-steps-only"
DESCRIPTION = "only the steps right after a forcing enter the loss."
HINT = "The mean goes over all times: the free steps are where the network shows what it has learnt."
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[::t_forcing, :, : model.N] - y[::t_forcing]) ** 2).mean()
