"""Forces at every step whatever t_forcing is."""

MISCONCEPTION = "ignores-forcing-interval"
DESCRIPTION = "the run does not get t_forcing."
HINT = "Where does t_forcing come into your code?"
LOSES = ["loss-test-value"]


def training_loss(model, x, y, t_forcing):
    Z = process_sequence_using_STF(model, x, 1)
    return ((Z[..., : model.N] - y) ** 2).mean()
