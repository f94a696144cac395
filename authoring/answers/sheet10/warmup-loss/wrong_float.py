"""Returns a Python number."""

MISCONCEPTION = "loss-without-graph"
DESCRIPTION = "the number is right, but it is cut off from the parameters: nothing can be learnt from it."
HINT = "Training differentiates the loss. What turns your tensor into a plain number?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).mean().item()
