"""Only the last step counts."""

MISCONCEPTION = "last-step-only"
DESCRIPTION = "only the last step enters the loss."
HINT = "The mean goes over all times."
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[-1, :, : model.N] - y[-1]) ** 2).mean()
