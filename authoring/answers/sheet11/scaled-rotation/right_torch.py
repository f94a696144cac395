"""In torch."""

import numpy as np
import torch


def scaled_rotation(G, g):
    Q, R = torch.linalg.qr(torch.as_tensor(np.asarray(G)))
    return g * Q @ torch.diag(R.diagonal().sign())
