"""N = 3 stands in the code."""

MISCONCEPTION = "fixed-n"
DESCRIPTION = "the code works for three observed variables only."
HINT = "A number of this sheet stands in your code where the model or the data should decide."
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., :3] - y) ** 2).mean()
