"""torch; a tensor."""

import torch


def logistic_exponent(r, x0, T, T_trans):
    x, logs = torch.tensor(x0, dtype=torch.float64), []
    for _ in range(T_trans):
        x = r * x * (1 - x)
    for _ in range(T):
        logs.append((r * (1 - 2 * x)).abs().log())
        x = r * x * (1 - x)
    return torch.stack(logs).mean()
