"""Nothing happens."""

MISCONCEPTION = "unchanged"
DESCRIPTION = "the state comes back as it was."
HINT = "What has to hold for the read-out of the result?"
LOSES = ["force-test"]


def force(h, x, B):
    return h.clone()
