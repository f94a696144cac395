"""Never forced after t = 0."""

import torch

MISCONCEPTION = "only-first-step-forced"
DESCRIPTION = "the network runs freely after t = 0."
HINT = "At which steps does an observation reach the network?"
LOSES = ["gtf-test-run"]


def process_sequence_using_GTF(model, x, alpha):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    states = []
    for t in range(T):
        strength = 0.0 if t > 0 else 1.0
        mixed = strength * x[t] + (1 - strength) * z[:, :N]
        z = torch.cat([mixed, z[:, N:]], dim=1)
        z = model(z)
        states.append(z)
    return torch.stack(states)
