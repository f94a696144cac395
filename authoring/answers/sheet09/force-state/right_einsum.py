"""einsum."""

import torch


def force(h, x, B):
    error = x - torch.einsum("nm,wm->wn", B, h)
    return h + torch.einsum("mn,wn->wm", torch.pinverse(B), error)
