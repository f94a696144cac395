"""torch."""

import torch


def spectrum_change(spectra):
    spectra = torch.as_tensor(spectra, dtype=torch.float64)
    d = spectra.diff(dim=0).square().mean(1)
    u, v = torch.arange(1, len(d) + 1).double().log(), d.log()
    return d, torch.cov(torch.stack([u, v]))[0, 1] / u.var()
