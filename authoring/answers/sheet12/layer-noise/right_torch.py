"""torch."""

import torch


def layer_parameters(theta, noise, recurrent):
    theta, noise = torch.as_tensor(theta), torch.as_tensor(noise)
    return theta + (noise[:1].expand_as(noise) if recurrent else noise)
