"""N = 3 stands in the code."""

MISCONCEPTION = "fixed-n"
DESCRIPTION = "the code works for three observed variables only."
HINT = "A number of this sheet stands in your code where the model or the data should decide."
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., :3] - y[t_warmup:]) ** 2).mean()
