"""Sheet 11: what its notebooks say in numbers."""

import numpy as np
import pytest
import torch
from torch import nn

from sheet_utils import ensembles
from sheet_utils.datasets import load_rows
from sheet_utils.lyapunov import driven_spectrum
from sheet_utils.models import DrivenRNN, driven


def test_an_lstm_without_its_cell_looks_forgetful():
    """Figures of the project's reference: weights uniform on [-0.08, 0.08], H = 64, one letter in 50 at a time."""
    torch.manual_seed(0)
    layer = nn.LSTM(50, 64).requires_grad_(False)
    for parameter in layer.parameters():
        parameter.uniform_(-0.08, 0.08)
    s = nn.functional.one_hot(torch.randint(50, (100, 4)), 50).double()
    options = {"n_exponents": 8, "every": 2, "T_trans_Q": 10}
    whole, part = (driven_spectrum(driven(layer, full=full), s, **options).mean[0] for full in (True, False))
    assert abs(whole + 0.54) < 0.06
    assert abs(part + 2.31) < 0.1


def test_a_sparse_qr_spoils_what_the_count_says():
    """Notebook 3: exponents within 36 / n of the first survive, and the others come out near the plateau."""
    net = ensembles.random_network(48, 2.0, np.random.default_rng(1), orthogonal=True)
    s = ensembles.gaussian_inputs(100, 1, 48, 1.0, np.random.default_rng(2))
    exact = driven_spectrum(net, s).mean
    for n in (10, 20, 50):
        found = driven_spectrum(net, s, every=n).mean
        count = int(np.sum(n * (exact[0] - exact) < -np.log(np.finfo(float).eps)))
        right = int(np.argmax(np.append(np.abs(found - exact) > 0.05, True)))
        assert abs(right - count) <= 3
        assert abs(found[0] - exact[0]) < 1e-12
        if count < 45:
            level = exact[0] + np.log(np.finfo(float).eps) / n
            assert abs(np.median(found[count:]) - level) < 0.15 * abs(level)


def test_warm_vectors_help_where_a_warm_state_does_not():
    """Notebook 3: thirty steps of the vectors, none of the state; and a hundred without a QR are too many."""
    H, errors = 16, {}
    for seed in range(3):
        torch.manual_seed(seed)
        layer, generator = nn.LSTM(4, H), torch.Generator().manual_seed(seed)
        s = torch.randn(200, 10, 4, generator=generator, dtype=torch.float64)
        long = torch.randn(1100, 6, 4, generator=generator, dtype=torch.float64)
        truth = driven_spectrum(layer, long, n_exponents=H, every=2, T_trans=80, T_trans_Q=20).mean
        for name, way in (
            ("cold", {}),
            ("state", {"T_trans": 100}),
            ("30", {"T_trans": 70, "T_trans_Q": 30}),
            ("100", {"T_trans_Q": 100}),
        ):
            found = driven_spectrum(layer, s if way else s[100:], every=2, **way)
            errors.setdefault(name, []).append(found.mean[:H] - truth)
    errors = {name: np.mean(values, axis=0) for name, values in errors.items()}
    assert abs(errors["cold"].mean() - errors["state"].mean()) < 0.003
    assert abs(errors["30"].mean()) < abs(errors["cold"].mean()) / 2
    assert abs(errors["100"][:5].mean()) < abs(errors["cold"][:5].mean()) / 2
    assert abs(errors["100"][-6:].mean()) > 2 * abs(errors["30"][-6:].mean())


def test_initial_conditions_are_no_independent_paths_in_a_stable_network():
    """Notebook 1: averages over initial conditions help a chaotic network only."""
    for g, independent in ((0.5, False), (10.0, True)):
        rng = np.random.default_rng(6)
        net = ensembles.random_network(40, g, rng, orthogonal=True)
        s = ensembles.gaussian_inputs(130, 1, 40, 1.0, rng).expand(-1, 32, -1)
        starts = torch.from_numpy(rng.uniform(-1, 1, (32, 40)))
        each = driven_spectrum(net, s, n_exponents=1, T_trans=20, T_trans_Q=10, z1=starts).each[:, 0]
        assert (each.std() > 0.01) == independent
        assert (each.std() < 1e-9) != independent


def test_the_transposed_product_shows_where_inputs_repeat_in_one_order():
    """Notebook 1, exercise 1.3: Jacobians of an LSTM that hears 1, 2, 3; their sums agree, the spectra do not."""
    torch.manual_seed(0)
    layer = nn.LSTM(2, 12).requires_grad_(False)
    for parameter in layer.parameters():
        parameter.mul_(4)
    symbols = torch.tensor([[3.0, -3.0], [-3.0, 3.0], [-3.0, -3.0]]).double()
    net = driven(layer)
    state, spectra = net.initial_state(1), {"J": np.zeros(24), "transposed": np.zeros(24)}
    vectors = dict.fromkeys(spectra, np.eye(24))
    for t in range(89):
        if t >= 30:
            J = net.jacobian(state, symbols[t % 3][None])[0].numpy()
            for name, matrix in (("J", J), ("transposed", J.T)):
                vectors[name], R = np.linalg.qr(matrix @ vectors[name])
                spectra[name] += np.log(np.abs(np.diag(R))) / 59
        state = net.step(state, symbols[t % 3][None])
    right, wrong = (np.sort(values)[::-1] for values in spectra.values())
    assert abs(right.sum() - wrong.sum()) < 1e-8
    assert np.abs(right - wrong)[:6].max() > 0.15


def test_an_untrained_network_begins_at_the_logarithm_of_one_over_root_three():
    """Notebook 1: torch's weights have variance 1 / (3 H)."""
    exponents = []
    for seed in range(4):
        torch.manual_seed(seed)
        layer = nn.RNN(4, 128)
        assert isinstance(driven(layer), DrivenRNN)
        s = torch.zeros(110, 1, 4)
        exponents.append(driven_spectrum(layer, s, n_exponents=1, T_trans=20, T_trans_Q=20).mean[0])
    assert abs(np.mean(exponents) - np.log(1 / np.sqrt(3))) < 0.08


@pytest.mark.parametrize("ending", ["", "_guests"])
def test_the_table_of_costs_holds_trainings_that_went_beyond_their_minimum(ending):
    """Notebooks 3 and 4 divide by the updates up to the lowest loss, so that has to lie inside the training."""
    rows = load_rows(f"spectrum_cost{ending}.csv")
    for task in ("characters", "motion"):
        assert len({row["seed"] for row in rows if row["task"] == task}) == 3
    for row in rows:
        assert 0 < row["best_epoch"] < row["epochs"] and row["updates_per_epoch"] > 0
