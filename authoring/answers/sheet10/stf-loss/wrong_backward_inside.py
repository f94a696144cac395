"""Calls backward by itself."""

MISCONCEPTION = "backward-inside"
DESCRIPTION = "the loss is differentiated inside the function already; its graph is used up when training wants it."
HINT = "Return the loss. Who calls backward?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    loss = ((Z[..., : model.N] - y) ** 2).mean()
    loss.backward()
    return loss
