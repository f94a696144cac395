"""The transpose for the pseudo-inverse."""

MISCONCEPTION = "transpose-for-inverse"
DESCRIPTION = "B transposed is not the pseudo-inverse: the read-out of your state is not x."
HINT = "Read your result out. Is it x?"
LOSES = ["force-test"]


def force(h, x, B):
    return h + (x - h @ B.T) @ B
