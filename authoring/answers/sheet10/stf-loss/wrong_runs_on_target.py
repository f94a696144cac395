"""Runs the network beside y."""

MISCONCEPTION = "runs-beside-the-target"
DESCRIPTION = "the network is forced with the targets y, so it sees what it should predict."
HINT = "Which array is the network allowed to look at?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, y, t_forcing)
    return ((Z[..., : model.N] - y) ** 2).mean()
