"""Takes the root of the mean square."""

MISCONCEPTION = "root-of-mean-square"
DESCRIPTION = "this is the root of the mean square."
HINT = "Has your loss the unit of x, or that of x squared?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).mean().sqrt()
