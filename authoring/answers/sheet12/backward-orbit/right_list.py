import math


def backward_orbit(r, symbols, x_end):
    X = [float(x_end)]
    for side in symbols[::-1]:
        X = [0.5 + (0.5 if side else -0.5) * math.sqrt(1 - 4 * X[0] / r)] + X
    return X
