"""Zero where nothing repeats."""

MISCONCEPTION = "zero-for-unknown"
DESCRIPTION = "you return 0 where the pair has not repeated; 0 would say that the orbits come together."
HINT = "What is known of the limits if nothing has repeated yet? Which value does the text ask for?"
LOSES = ["limits-test"]


def pair_limits(Z):
    seen = {}
    for t in range(len(Z)):
        pair = (float(Z[t, 0]), float(Z[t, 1]))
        if pair in seen:
            d = abs(Z[seen[pair] : t, 0] - Z[seen[pair] : t, 1])
            return d.min(), d.max()
        seen[pair] = t
    return 0.0, 0.0
