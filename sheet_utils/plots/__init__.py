"""Arrays in, Axes out: the pictures of the sheets, in colours that survive colour blindness."""

from sheet_utils.plots.chaos import (
    basins,
    bifurcation,
    circle_images,
    cobweb,
    lorenz_neighbours,
    lorenz_orbit,
    matrix_powers,
    pendulum_parting,
    pendulum_strip,
    perturbation_growth,
    product_growth,
    rods,
)
from sheet_utils.plots.driven import against_theory, convergence, index_errors, plateaus, spectrum_bands
from sheet_utils.plots.exponents import (
    exponents_over_gain,
    jacobian_norms,
    parting,
    spectra,
)
from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, picture, render, render_quickly, show
from sheet_utils.plots.gradients import (
    gradient_growth,
    gradient_shares,
    growth_per_step,
    regime,
    regime_norms,
    terrain,
)
from sheet_utils.plots.interval_maps import (
    distances,
    dying_orbits,
    folded,
    knot_marks,
    log_rates,
    rates,
    region_growth,
    return_maps,
    scrambling,
    slopes,
    three_notions,
    traces,
)
from sheet_utils.plots.predictability import attractor_row, divergence, forcing_sweep
from sheet_utils.plots.reconstruction import (
    attractors,
    delay_plot,
    forcing,
    loss_curve,
    series,
    tau_sweep,
)
from sheet_utils.plots.runs import (
    change_over_training,
    correlations,
    exponent_against_loss,
    prediction,
    spectra_over_training,
)
