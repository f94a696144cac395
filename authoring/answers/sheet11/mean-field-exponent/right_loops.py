"""Sums by hand, and a list."""

import math


def mean_field_exponents(g, sigma, z, w):
    z, w = list(map(float, z)), list(map(float, w))
    q = 1.5
    for _ in range(400):
        q = g * g * sum(b * math.tanh(math.sqrt(q) * a) ** 2 for a, b in zip(z, w, strict=True)) + sigma * sigma
    total = sum(b / math.cosh(math.sqrt(q) * a) ** 4 for a, b in zip(z, w, strict=True))
    logs = sum(b * math.log(math.cosh(math.sqrt(q) * a)) for a, b in zip(z, w, strict=True))
    return [math.log(g * g * total) / 2, math.log(g) - 2 * logs]
