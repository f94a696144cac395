"""Runs the network beside y."""

MISCONCEPTION = "runs-beside-the-target"
DESCRIPTION = "the network is reset with the targets y, so it sees what it should predict."
HINT = "Which array is the network allowed to look at?"
LOSES = ["warmup-loss-test-value"]


def warmup_loss(model, x, y, t_forcing, t_warmup):
    Z = process_sequence_with_warmup(model, y, t_forcing, t_warmup)
    return ((Z[..., : model.N] - y[t_warmup:]) ** 2).mean()
