"""Returns a Python number."""

MISCONCEPTION = "loss-without-graph"
DESCRIPTION = "the number is right, but it is cut off from the parameters: nothing can be learnt from it."
HINT = "Training differentiates the loss. What turns your tensor into a plain number?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).mean().item()
