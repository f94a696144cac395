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
from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    picture,
    placeholder,
    render,
    render_quickly,
    show,
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
from sheet_utils.plots.interval_maps import (
    distances,
    dying_orbits,
    folded,
    knot_marks,
    region_growth,
    return_maps,
    scrambling,
    three_notions,
)
from sheet_utils.plots.many_units import attractor_and_pair, chaotic_shares, raster
from sheet_utils.plots.predictability import (
    attractor_row,
    divergence,
    errors_after_forcing,
    forced_attractors,
    forced_states,
    forcing_curves,
    window_gradients,
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
    delay_plot,
    forcing,
    loss_curve,
    series,
)
from sheet_utils.plots.runs import (
    change_over_training,
    correlations,
    exponent_against_loss,
    prediction,
    spectra_over_training,
)
from sheet_utils.plots.single_variable import agreement, cold_start, first_agreement, one_present, rebuilt
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
