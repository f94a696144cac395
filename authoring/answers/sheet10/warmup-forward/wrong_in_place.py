"""Steps from rows of the array that it goes on writing into."""

import torch

MISCONCEPTION = "overwrites-what-autograd-needs"
DESCRIPTION = "the values are right, but autograd cannot differentiate: a tensor that it still needs is written into."
HINT = (
    "To differentiate a step, autograd keeps the state that went in. Is that state a view of something you change "
    "later?"
)
LOSES = ["warmup-test-run"]


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    T, B, N = x.shape
    Z = torch.zeros(T + 1, B, model.M)
    for t in range(T):
        forced = t < t_warmup or (t - t_warmup) % t_forcing == 0
        Z[t + 1] = model(torch.cat([x[t], Z[t][:, N:]], dim=1) if forced else Z[t])
    return Z[t_warmup + 1 :]
