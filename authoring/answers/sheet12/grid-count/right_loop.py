"""Plain Python, point by point."""


def count_points_of_period(r, p, x):
    def above(x, n):
        y = x
        for _ in range(n):
            y = r * y * (1 - y)
        return y > x

    total = 0
    for left, right in zip(x[:-1], x[1:], strict=False):
        total += above(left, p) != above(right, p)
        total -= above(left, 1) != above(right, 1)
    return int(total)
