"""Two normal distributions of torch."""

import torch


def log_weights(a, u, sigma2):
    k = a.shape[1]
    a, u = torch.as_tensor(a), torch.as_tensor(u)
    std = (sigma2 / k) ** 0.5
    true, drawn = torch.distributions.Normal(torch.zeros_like(a), std), torch.distributions.Normal(u / k, std)
    return (true.log_prob(a) - drawn.log_prob(a)).sum(dim=1)
