"""The vector itself."""

import numpy as np

MISCONCEPTION = "not-rescaled"
DESCRIPTION = "the vector overflows: its length is not set back to 1 after each step."
HINT = "Divide by the length after every step, and add up its logarithm."
LOSES = ["push-test"]


def push(J, v):
    start, growth = np.linalg.norm(v), []
    for Jt in J:
        v = Jt @ v
        growth.append(np.log(np.linalg.norm(v) / start))
    return np.array(growth), v / np.linalg.norm(v)
