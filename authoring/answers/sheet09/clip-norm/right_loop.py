"""A running sum."""


def clip(G, c):
    total = 0.0
    for entry in G.flat:
        total += entry * entry
    return G.copy() if total <= c * c else G * (c / total**0.5)
