"""Lyapunov exponents, one method in each file, and what follows from them.

All exponents are in nats per step; divide by the time between two steps for nats per unit of time. Everything is
computed in float64.
"""

from sheet_utils.lyapunov.driven import DrivenSpectrum, driven_spectrum
from sheet_utils.lyapunov.errors import DivergedOrbit
from sheet_utils.lyapunov.flow_step import TimeStep
from sheet_utils.lyapunov.kaplan_yorke import kaplan_yorke_dimension
from sheet_utils.lyapunov.neighbour import neighbour_growth
from sheet_utils.lyapunov.products import perturbation_growth, product_growth, spectral_norm
from sheet_utils.lyapunov.spectrum import lyapunov_spectrum, maximum_lyapunov_exponent
