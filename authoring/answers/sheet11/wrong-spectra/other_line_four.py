"""Line 4 everywhere."""

LOSES = ["faults-test"]


def faulty_lines():
    return 4, 4, 4, 4
