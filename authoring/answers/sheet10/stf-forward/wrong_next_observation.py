"""Forces with the observation one step ahead, where there is one."""

import torch

MISCONCEPTION = "forces-with-next"
DESCRIPTION = (
    "the forced units get a later observation than x[t], so the network is handed the answer that it should predict."
)
HINT = "Z[t] is compared with the observation after x[t]. What may the network have seen by then?"
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t % t_forcing == 0:
            z = torch.cat([x[min(t + 1, T - 1)], z[:, N:]], dim=1)
        z = model(z)
        Z.append(z)
    return torch.stack(Z)
