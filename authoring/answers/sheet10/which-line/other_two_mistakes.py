"""Two of the four are wrong."""

LOSES = ["which-line-test"]


def wrong_lines():
    return 5, 5, 5, 6
