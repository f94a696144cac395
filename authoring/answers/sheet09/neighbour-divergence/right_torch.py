"""torch.cdist."""

import torch


def divergence(X, theiler, K):
    X = torch.as_tensor(X).double()
    t = torch.arange(len(X) - K)
    away = torch.cdist(X[t], X[t], compute_mode="donot_use_mm_for_euclid_dist")
    away[(t[:, None] - t).abs() <= theiler] = torch.inf
    near = away.argmin(dim=1)
    return torch.stack([(X[t + k] - X[near + k]).norm(dim=1).log().mean() for k in range(K + 1)]).numpy()
