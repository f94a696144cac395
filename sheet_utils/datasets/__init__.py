"""Every file of `data/` that a notebook loads, verified, and windows and delay vectors of series."""

from sheet_utils.datasets.checked_files import GUESTS, REMAKE, DataError, guest, verified
from sheet_utils.datasets.lorenz import (
    load_flow,
    load_forced_network,
    load_lorenz,
    load_lorenz_clean,
    load_lorenz_noisy,
    load_lorenz_test,
    load_networks,
    load_pretrained,
)
from sheet_utils.datasets.series import (
    delay_embedding,
    load_cmu,
    load_gait,
    load_laser,
    load_laser_network,
    load_text,
    window,
)
from sheet_utils.datasets.tables import (
    load_calm,
    load_claims,
    load_early,
    load_forcing_sweep,
    load_gtf,
    load_rows,
    load_spectra,
    load_table,
    load_tau_sweep,
    run_groups,
)
