"""Prints, warns, checks its arguments and uses random numbers for nothing."""

import sys
import warnings

import torch


def process_sequence_using_STF(model, x, t_forcing):
    if t_forcing < 1:
        raise ValueError("t_forcing must be at least 1")
    warnings.warn("running", stacklevel=1)
    print("T =", len(x))
    torch.manual_seed(3)
    torch.rand(2)
    latent_state = torch.zeros(x.shape[1], model.M)
    predictions = []
    for zeit in range(x.shape[0]):
        if zeit % t_forcing == 0:
            latent_state = torch.cat((x[zeit], latent_state[:, x.shape[2] :]), dim=-1)
        latent_state = model.forward(latent_state)
        predictions += [latent_state]
    print("done", file=sys.stderr)
    return torch.stack(predictions)
