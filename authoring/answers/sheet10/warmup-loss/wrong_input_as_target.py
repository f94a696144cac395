"""Compares with x."""

MISCONCEPTION = "compares-with-input"
DESCRIPTION = "the prediction is compared with the input x, which the network has just seen."
HINT = "Which of the two arrays holds the observations one step later?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - x[t_warmup:]) ** 2).mean()
