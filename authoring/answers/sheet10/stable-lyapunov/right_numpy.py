"""Everything but the network in NumPy, in float64."""

import numpy as np


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q, logs = np.eye(len(z)), []
    for _ in range(T):
        Q, R = np.linalg.qr(model.jacobian(z).detach().numpy().astype(float) @ Q)
        logs.append(np.log(np.abs(R[0, 0])))
        z = model(z).detach()
    return np.mean(logs)
