"""Arrays in, Axes out: the pictures of the sheets, in colours that survive colour blindness."""

from sheet_utils.plots.audit import (
    audit_distances,
    audit_exponents,
    beside_equilibrium,
    exponent_line,
    fixed_points,
    network_beside_system,
)
from sheet_utils.plots.chaos import (
    basins,
    bifurcation,
    cobweb,
    enlarged_diagram,
    exponents_so_far,
    lorenz_neighbours,
    lorenz_orbit,
    mandelbrot_above_diagram,
)
from sheet_utils.plots.driven import (
    against_theory,
    cost_shares,
    index_errors,
    own_spectra,
    plateaus,
    regime_spectra,
    spectrum_bands,
    warm_up_errors,
    wrong_spectra,
)
from sheet_utils.plots.driven_paths import (
    averaging_errors,
    driven_paths,
    errors_in_time,
    width_dependence,
)
from sheet_utils.plots.exponents import (
    exponents_over_gain,
    jacobian_norms,
    parting,
    spectra,
)
from sheet_utils.plots.expressivity import (
    growth_over_noise,
    jacobian_norms_over_depth,
    noisy_functions,
    random_networks,
)
from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    as_orbit,
    picture,
    placeholder,
    render,
    render_quickly,
    show,
    trace,
    typeset,
)
from sheet_utils.plots.generalised_forcing import (
    forced_products,
    forcing_methods,
    free_runs,
    mixed_runs,
    strength_over_training,
)
from sheet_utils.plots.gradients import (
    clipped_terms,
    growth_in_regimes,
    growth_per_step,
    promised_decrease,
    regime,
    term_maps,
    terrain,
    theorem_one,
    usable_steps,
)
from sheet_utils.plots.interval_maps import distances, return_maps
from sheet_utils.plots.laser import (
    divergence_curves,
    embedding_choice,
    errors_of_programs,
    maxima,
    pulsations,
    stored_readings,
)
from sheet_utils.plots.long_products import gradient_norms, singular_rates
from sheet_utils.plots.many_units import attractor_and_pair, chaotic_shares, raster
from sheet_utils.plots.matrix_products import (
    circle_images,
    matrix_powers,
    perturbation_growth,
    product_growth,
)
from sheet_utils.plots.pendulum import (
    horizons,
    integrator_tests,
    pendulum_parting,
    pendulum_strip,
    rods,
)
from sheet_utils.plots.periodic_points import (
    backward_orbit,
    composed,
    dragged_map,
    odd_cycles,
    pair_over_time,
    returning_points,
)
from sheet_utils.plots.predictability import (
    attractor_row,
    divergence,
    errors_after_forcing,
    forced_attractors,
    forced_states,
    forcing_curves,
    window_gradients,
)
from sheet_utils.plots.published_claims import (
    adjusted_dots,
    early_read_out,
    intervals_beside,
    loss_along_training,
    settling,
    shapes_over_training,
    shares_after,
    spectra_and_losses,
    two_predictors,
)
from sheet_utils.plots.rare_cycles import (
    cheapest_map,
    heavy_maps,
    log_shares,
    maps_over_spline,
    price_list,
    repeated_estimates,
    slope_walks,
    steepest_slopes,
    straightened,
)
from sheet_utils.plots.reconstruction import (
    attractors,
    forcing,
    loss_curve,
    series,
)
from sheet_utils.plots.runs import correlations, prediction
from sheet_utils.plots.scrambling import dying_orbits, notions_over_parameter, pairs
from sheet_utils.plots.single_variable import (
    agreement,
    cold_start,
    first_agreement,
    one_present,
    rebuilt,
)
from sheet_utils.plots.sparse_forcing import (
    distance_over_interval,
    error_since_reset,
    first_steps,
    forced_runs,
    loss_along_line,
    own_orbit,
    prediction_error,
    reset_products,
    valid_times,
)
