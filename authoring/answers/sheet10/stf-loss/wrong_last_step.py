"""Only the last step counts."""

MISCONCEPTION = "last-step-only"
DESCRIPTION = "only the last step enters the loss."
HINT = "The mean goes over all times."
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[-1, :, : model.N] - y[-1]) ** 2).mean()
