"""Follows one orbit and sees on which cycle it settles."""

LOSES = ["grid-test-periods"]


def count_points_of_period(r, p, x):
    y = 0.3
    for _ in range(5000):
        y = r * y * (1 - y)
    orbit = [y]
    for _ in range(p):
        orbit.append(r * orbit[-1] * (1 - orbit[-1]))
    return p if abs(orbit[p] - y) < 1e-6 and abs(orbit[1] - y) > 1e-6 else 0
