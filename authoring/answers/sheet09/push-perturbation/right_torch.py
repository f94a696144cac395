"""torch; tensors."""

import torch


def push(J, v):
    J, v = torch.as_tensor(J, dtype=torch.float64), torch.as_tensor(v, dtype=torch.float64)
    v = v / v.norm()
    logs = []
    for Jt in J:
        v = Jt @ v
        logs.append(v.norm().log())
        v = v / v.norm()
    return torch.stack(logs).cumsum(0), v
