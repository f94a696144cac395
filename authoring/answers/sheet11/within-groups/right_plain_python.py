"""Plain Python."""


def within_groups(x, y, group):
    members = {}
    for i, label in enumerate(group):
        members.setdefault(float(label), []).append(i)
    uv = uu = vv = 0.0
    for rows in members.values():
        a, b = sum(x[i] for i in rows) / len(rows), sum(y[i] for i in rows) / len(rows)
        for i in rows:
            uv += (x[i] - a) * (y[i] - b)
            uu += (x[i] - a) ** 2
            vv += (y[i] - b) ** 2
    return uv / (uu * vv) ** 0.5
