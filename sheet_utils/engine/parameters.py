"""A model's parameters as one flat vector, and back."""

import numpy as np
import torch

#: The order in which parameters stand in a flat vector.
PARAMETERS = ("A", "W1", "W2", "h1", "h2")


def flat(model) -> np.ndarray:
    """Join a model's parameters into one vector.

    Args:
        model: a `CustomRNN`.

    Returns:
        (number of parameters,), a copy in the model's dtype, in the order of `PARAMETERS`.
    """
    return torch.cat([getattr(model, name).detach().reshape(-1) for name in PARAMETERS]).cpu().numpy()


def named(model, vector: np.ndarray) -> dict[str, torch.Tensor]:
    """Cut a flat vector into the parameters, the inverse of `flat`.

    Args:
        model: a `CustomRNN`, whose shapes are used.
        vector: (number of parameters,).

    Returns:
        A dict of tensors by parameter name, copies in the shapes of the model's parameters.
    """
    pieces, start = {}, 0
    for name in PARAMETERS:
        parameter = getattr(model, name)
        pieces[name] = torch.from_numpy(vector[start : start + parameter.numel()].copy()).reshape(parameter.shape)
        start += parameter.numel()
    return pieces
