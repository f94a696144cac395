"""torch differentiates its own cell."""

import numpy as np
import torch


def gru_jacobian(V, U, b, d, h, s):
    cell = torch.nn.GRUCell(len(s), len(h)).double()
    arrays = {"weight_hh": V, "weight_ih": U, "bias_hh": b, "bias_ih": d}
    cell.load_state_dict({name: torch.as_tensor(np.asarray(value)).double() for name, value in arrays.items()})
    s = torch.as_tensor(s).double()
    return torch.autograd.functional.jacobian(lambda h: cell(s[None], h[None])[0], torch.as_tensor(h).double())
