"""Cuts the warm-up out of Z once more."""

MISCONCEPTION = "cuts-twice"
DESCRIPTION = "the warm-up is cut out twice: Z comes without it already."
HINT = "What is the length of Z, and which time is its first row?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[t_warmup:, :, : model.N] - y[t_warmup:][t_warmup:]) ** 2).mean()
