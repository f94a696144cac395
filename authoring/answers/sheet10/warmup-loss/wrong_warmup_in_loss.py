"""Runs without a warm-up so that all T steps count."""

MISCONCEPTION = "warmup-in-the-loss"
DESCRIPTION = "the loss covers the whole sequence, warm-up included."
HINT = "The errors of the warm-up come from hidden units that hold no past yet. Which times does the sum begin with?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, 0)
    return ((Z[..., : model.N] - y) ** 2).mean()
