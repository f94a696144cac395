"""torch; a tensor."""

import torch


def kaplan_yorke(spectrum):
    spectrum = torch.as_tensor(spectrum)
    j = int((spectrum.cumsum(0) >= 0).sum())
    return j + spectrum[:j].sum() / spectrum[j].abs()
