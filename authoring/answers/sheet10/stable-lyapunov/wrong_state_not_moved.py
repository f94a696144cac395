"""Never moves the state."""

import math

import torch

MISCONCEPTION = "state-not-moved"
DESCRIPTION = "the state never moves: it is the same Jacobian at every step."
HINT = "Where is the orbit after ten steps of your loop?"
LOSES = ["stable-test-exponent"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, total = torch.eye(len(z), dtype=z.dtype), 0.0
    for _ in range(T):
        Q, R = torch.linalg.qr(model.jacobian(z).detach() @ Q)
        total += math.log(abs(R[0, 0]))
    return total / T
