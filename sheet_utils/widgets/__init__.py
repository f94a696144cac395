"""Sliders over plots. Each has a static picture beside it, for where no kernel runs."""

from sheet_utils.widgets.audit import compare_networks, near_equilibrium
from sheet_utils.widgets.chaos import (
    double_pendulum,
    logistic_orbit,
    logistic_zoom,
    lorenz_rho,
    matrix_powers,
)
from sheet_utils.widgets.draggable_map import DraggableMap, draggable_map
from sheet_utils.widgets.explorer import Explorer
from sheet_utils.widgets.exponents import parting_orbits
from sheet_utils.widgets.expressivity import noisy_functions
from sheet_utils.widgets.film import PendulumFilm, pendulum_film
from sheet_utils.widgets.generalised_forcing import pull_strength
from sheet_utils.widgets.gradients import loss_terrain, regime_knob
from sheet_utils.widgets.interval_maps import random_map
from sheet_utils.widgets.laser import laser_embedding
from sheet_utils.widgets.live import LiveExplorer
from sheet_utils.widgets.many_units import network_gain
from sheet_utils.widgets.predictability import forced_networks, slope_window
from sheet_utils.widgets.rare_cycles import maps_at_variance
from sheet_utils.widgets.reconstruction import forcing_interval
from sheet_utils.widgets.runs import mean_threshold, read_out_after
from sheet_utils.widgets.spectra import forget_gate, input_strength, qr_interval
from sheet_utils.widgets.turnable import turn_attractors
