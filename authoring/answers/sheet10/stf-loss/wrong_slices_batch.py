"""Takes the first N sequences instead of the first N units."""

MISCONCEPTION = "slices-another-axis"
DESCRIPTION = "the first N entries are taken along the batch axis."
HINT = "Z has the axes (T, B, M). Which of them does your slice cut?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[:, : model.N] - y) ** 2).mean()
