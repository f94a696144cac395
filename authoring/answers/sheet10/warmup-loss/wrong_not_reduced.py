"""Returns all squares."""

MISCONCEPTION = "not-reduced"
DESCRIPTION = "the squares are returned one by one; the loss has to be one number."
HINT = "How do many squares become one number?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    return (Z[..., : model.N] - y[t_warmup:]) ** 2
