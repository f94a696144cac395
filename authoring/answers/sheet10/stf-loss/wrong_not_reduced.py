"""Returns all squares."""

MISCONCEPTION = "not-reduced"
DESCRIPTION = "the squares are returned one by one; the loss has to be one number."
HINT = "How do many squares become one number?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return (Z[..., : model.N] - y) ** 2
