"""Sorted, interpolated by hand."""


def bootstrap_interval(x, y, picks, level=0.95):
    r = []
    for row in picks:
        u = [float(x[i]) for i in row]
        v = [float(y[i]) for i in row]
        a, b = sum(u) / len(u), sum(v) / len(v)
        up = sum((p - a) * (q - b) for p, q in zip(u, v, strict=False))
        r.append(up / (sum((p - a) ** 2 for p in u) * sum((q - b) ** 2 for q in v)) ** 0.5)
    r.sort()

    def quantile(share):
        place = share * (len(r) - 1)
        k = min(int(place), len(r) - 2)
        return r[k] + (place - k) * (r[k + 1] - r[k])

    return quantile((1 - level) / 2), quantile((1 + level) / 2)
