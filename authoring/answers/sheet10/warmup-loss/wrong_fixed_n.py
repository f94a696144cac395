"""N = 3 stands in the code."""

MISCONCEPTION = "fixed-n"
DESCRIPTION = "the code works for three observed variables only."
HINT = "Your code contains a number from another notebook. Which argument knows the right one?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., :3] - y[t_warmup:]) ** 2).mean()
