"""Line 4 everywhere."""

LOSES = ["which-line-test"]


def wrong_lines():
    return 4, 4, 4, 4
