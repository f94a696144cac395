"""Swaps the two numbers."""

MISCONCEPTION = "swaps-interval-and-warmup"
DESCRIPTION = "t_forcing and t_warmup are swapped in the call."
HINT = "Compare your call with the signature of the function, one argument after the other."
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_warmup, t_forcing)
    length = min(len(Z), len(y) - t_warmup)
    return ((Z[:length, :, : model.N] - y[t_warmup : t_warmup + length]) ** 2).mean()
