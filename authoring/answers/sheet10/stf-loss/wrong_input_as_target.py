"""Compares with x."""

MISCONCEPTION = "compares-with-input"
DESCRIPTION = "the prediction is compared with the input x, which the network has just seen."
HINT = "Which of the two arrays holds the observations one step later?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - x) ** 2).mean()
