"""With a helper and chunks."""

import torch


def force(state, observation):
    return torch.cat([observation, state[:, observation.shape[1] :]], dim=1)


def process_sequence_with_warmup(model, x, t_forcing, t_warmup):
    z = torch.zeros(x.shape[1], model.M)
    for t in range(t_warmup):
        z = model(force(z, x[t]))
    parts = []
    for start in range(t_warmup, len(x), t_forcing):
        z = force(z, x[start])
        for _ in range(start, min(start + t_forcing, len(x))):
            z = model(z)
            parts.append(z)
    return torch.stack(parts)
