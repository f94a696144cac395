"""Calls backward by itself."""

MISCONCEPTION = "backward-inside"
DESCRIPTION = "the loss is differentiated inside the function already; its graph is used up when training wants it."
HINT = "Return the loss. Who calls backward?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, x, t_forcing, t_warmup)
    loss = ((Z[..., : model.N] - y[t_warmup:]) ** 2).mean()
    loss.backward()
    return loss
