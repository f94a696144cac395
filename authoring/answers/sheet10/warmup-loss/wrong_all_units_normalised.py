"""Sums over the read-out and divides by the size of Z."""

MISCONCEPTION = "wrong-normalisation"
DESCRIPTION = "the right squares, but divided by another number than T B N."
HINT = "Count the squares that you add up: by how many do you divide?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).sum() / Z.numel()
