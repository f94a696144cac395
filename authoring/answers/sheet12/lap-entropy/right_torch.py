"""torch."""

import torch


def lap_entropy(laps):
    laps = torch.as_tensor(laps).double()
    return torch.log(laps[-1]) - torch.log(laps[-2])
