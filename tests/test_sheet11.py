"""Sheet 11: what its notebooks say in numbers."""

import numpy as np
import torch
from torch import nn

from sheet_utils import ensembles
from sheet_utils.lyapunov import driven_spectrum
from sheet_utils.models import driven


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
    torch.manual_seed(0)
    layer, generator = nn.LSTM(4, 32), torch.Generator().manual_seed(1)
    s = torch.randn(200, 10, 4, generator=generator, dtype=torch.float64)
    long = torch.randn(3100, 2, 4, generator=generator, dtype=torch.float64)
    truth = driven_spectrum(layer, long, n_exponents=32, every=3, T_trans=80, T_trans_Q=20).mean
    error = lambda s, **options: np.abs(driven_spectrum(layer, s, every=3, **options).mean[:32] - truth)
    cold, state, vectors = error(s[100:]), error(s, T_trans=100), error(s, T_trans=70, T_trans_Q=30)
    too_long = error(s, T_trans_Q=100)
    assert abs(cold[:20].mean() - state[:20].mean()) < 0.003
    assert vectors[:20].mean() < cold[:20].mean() / 2
    assert too_long[-1] > 3 * vectors[-1]
