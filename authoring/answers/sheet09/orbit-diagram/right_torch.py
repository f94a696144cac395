"""torch; tensors."""

import torch


def orbit_diagram(r, x0, T, T_trans):
    r = torch.as_tensor(r, dtype=torch.float64)
    x = torch.full_like(r, x0)
    for _ in range(T_trans):
        x = r * x * (1 - x)
    states = []
    for _ in range(T):
        states.append(x)
        x = r * x * (1 - x)
    X = torch.stack(states)
    return X, (r * (1 - 2 * X)).abs().log().mean(0)
