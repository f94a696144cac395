"""The prediction is corrected first and stored then."""

import torch

MISCONCEPTION = "corrects-stored-prediction"
DESCRIPTION = (
    "Z holds the corrected state, not the prediction: just before a forcing the loss compares the data with themselves."
)
HINT = (
    "Which of the two is the network's own answer: the state before the correction or after it? That one belongs "
    "into Z."
)
LOSES = ["stf-test-schedule", "stf-test-replace"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    z = torch.cat([x[0], torch.zeros(B, model.M - N)], dim=1)
    Z = []
    for t in range(T):
        z = model(z)
        if t + 1 < T and (t + 1) % t_forcing == 0:
            z = torch.cat([x[t + 1], z[:, N:]], dim=1)
        Z.append(z)
    return torch.stack(Z)
