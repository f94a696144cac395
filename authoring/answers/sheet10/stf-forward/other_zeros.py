"""Nothing but zeros of the right shape."""

LOSES = ["stf-test-shape", "stf-test-schedule", "stf-test-replace", "stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    return x.new_zeros(len(x), x.shape[1], model.M)
