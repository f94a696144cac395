"""Right number, gradient of another loss."""

MISCONCEPTION = "wrong-gradient"
DESCRIPTION = "the result is right, but the gradient does not pass through every step that made it."
HINT = "What takes a value out of the graph, or builds a new tensor out of plain numbers?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    squares = ((Z[..., : model.N] - y) ** 2).mean()
    other = (model.W1**2).sum() + (model.A**2).sum()
    return squares.detach() + other - other.detach()
