"""NumPy for the products."""

import numpy as np
from torch.autograd.functional import jacobian


def naive_max_lyapunov_exponent(model, z1, T):
    P = np.eye(len(z1), dtype=np.float32)
    norms = np.full(T, np.inf)
    z = z1
    for r in range(T):
        P = jacobian(model, z).numpy() @ P
        if not np.isfinite(P).all():
            break
        norms[r] = np.linalg.norm(P, 2)
        z = model(z).detach()
    return np.log(norms[T - 1]) / T, norms
