"""torch."""

import torch


def weighted_share(hits, log_weights):
    hits, logs = torch.as_tensor(hits), torch.as_tensor(log_weights)
    if not hits.any():
        return 0.0, 0.0, 0.0
    terms = torch.where(hits, logs.exp(), torch.zeros_like(logs))
    return terms.mean(), terms.std() / len(terms) ** 0.5, terms.sum() ** 2 / terms.square().sum()
