"""Sums over the read-out and divides by the size of Z."""

MISCONCEPTION = "wrong-normalisation"
DESCRIPTION = "the right squares, but divided by another number than T B N."
HINT = "Count the squares that you add up: by how many do you divide?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).sum() / Z.numel()
