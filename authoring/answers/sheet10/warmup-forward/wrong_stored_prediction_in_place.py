"""Forcing writes into the tensor that was stored one step before."""

import torch

MISCONCEPTION = "corrects-stored-prediction"
DESCRIPTION = "Z holds the corrected state, not the prediction, wherever a reset follows."
HINT = (
    "Which of the two is the network's own answer: the state before the correction or after it? Are they one "
    "tensor in your code?"
)
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    z = torch.zeros(B, model.M)
    Z = []
    for t in range(T):
        if t < t_warmup or (t - t_warmup) % t_forcing == 0:
            z[:, :N] = x[t]
        z = model(z)
        if t >= t_warmup:
            Z.append(z)
    return torch.stack(Z)
