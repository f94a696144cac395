"""Half of the mean square."""

MISCONCEPTION = "wrong-normalisation"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, t_forcing)
    return 0.5 * ((Z[..., : model.N] - y) ** 2).mean()
