"""Steps first, and mixes then."""

import torch

MISCONCEPTION = "mixes-after-step"
DESCRIPTION = "the step is made before the mixing, so Z contains observations."
HINT = "The network should go on from the mixed state. What comes first at each t?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        z = model(z)
        strength = alpha if t > 0 else 1.0
        z = torch.cat([strength * x[t] + (1 - strength) * z[:, :N], z[:, N:]], dim=1)
        states.append(z)
    return torch.stack(states)
