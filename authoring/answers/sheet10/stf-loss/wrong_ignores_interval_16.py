"""The sheet's interval stands in the code."""

MISCONCEPTION = "ignores-forcing-interval"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, 16)
    return ((Z[..., : model.N] - y) ** 2).mean()
