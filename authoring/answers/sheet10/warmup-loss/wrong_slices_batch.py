"""Takes the first N sequences instead of the first N units."""

MISCONCEPTION = "slices-another-axis"
DESCRIPTION = "the first N entries are taken along the batch axis."
HINT = "Z has the axes (T, B, M). Which of them does your slice cut?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[:, : model.N] - y[t_warmup:]) ** 2).mean()
