"""Steps from rows of the array that it goes on writing into."""

import torch

MISCONCEPTION = "overwrites-what-autograd-needs"
DESCRIPTION = "the values are right, but autograd cannot differentiate: a tensor that it still needs is written into."
HINT = (
    "To differentiate a step, autograd keeps the state that went in. Is that state a view of something you change "
    "later?"
)
LOSES = ["stf-test-gradient"]


def process_sequence_using_STF(model, x, t_forcing):
    T, B, N = x.shape
    Z = torch.zeros(T + 1, B, model.M)
    for t in range(T):
        if t % t_forcing == 0:
            Z[t + 1] = model(torch.cat([x[t], Z[t][:, N:]], dim=1))
        else:
            Z[t + 1] = model(Z[t])
    return Z[1:]
