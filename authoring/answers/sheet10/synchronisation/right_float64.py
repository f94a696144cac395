"""In double precision."""

import copy

import torch


def synchronisation(model, x, z, z_other):
    twin = copy.deepcopy(model).double()
    x, z, z_other = x.double(), z.double(), z_other.double()
    distances = []
    with torch.no_grad():
        for x_t in x:
            z = twin(torch.cat([x_t, z[model.N :]]))
            z_other = twin(torch.cat([x_t, z_other[model.N :]]))
            distances.append(torch.linalg.norm(z - z_other))
    return torch.stack(distances)
