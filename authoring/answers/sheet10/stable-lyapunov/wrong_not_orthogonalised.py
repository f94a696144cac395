"""The naive way, with nothing taken out."""

import torch

MISCONCEPTION = "not-rescaled"
DESCRIPTION = "nothing is taken out of the product, so it leaves the range of the numbers."
HINT = "What happens to the first column after ten thousand steps, and what did QR change about that?"
LOSES = ["stable-test-long"]


def maximum_lyapunov_exponent(model, z1, T, T_trans=1000):
    z = z1
    for _ in range(T_trans):
        z = model(z).detach()
    Q = torch.eye(len(z), dtype=z.dtype)
    for _ in range(T):
        Q = model.jacobian(z).detach() @ Q
        z = model(z).detach()
    return torch.log(torch.linalg.vector_norm(Q[:, 0])) / T
