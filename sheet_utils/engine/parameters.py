"""A model's parameters as one flat vector, and back."""

import numpy as np
import torch

#: The order in which parameters stand in a flat vector.
PARAMETERS = ("A", "W1", "W2", "h1", "h2")


def flat(model) -> np.ndarray:
    """The model's parameters as one NumPy vector, a copy."""
    return torch.cat([getattr(model, name).detach().reshape(-1) for name in PARAMETERS]).cpu().numpy()


def named(model, vector: np.ndarray) -> dict[str, torch.Tensor]:
    """The pieces of a flat vector by name, copies in the shapes of the model's parameters."""
    pieces, start = {}, 0
    for name in PARAMETERS:
        parameter = getattr(model, name)
        pieces[name] = torch.from_numpy(vector[start : start + parameter.numel()].copy()).reshape(parameter.shape)
        start += parameter.numel()
    return pieces
