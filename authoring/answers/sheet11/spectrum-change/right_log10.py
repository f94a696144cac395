"""Logarithms to base ten, both of them."""

import numpy as np


def spectrum_change(spectra):
    d = np.sum(np.diff(spectra, axis=0) ** 2, axis=1) / spectra.shape[1]
    return d, np.polyfit(np.log10(np.arange(len(d)) + 1), np.log10(d), 1)[0]
