"""Driven networks: torch's own steps, exact Jacobians; and their spectra, on systems whose exponents are exact."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from sheet_utils import models
from sheet_utils.checks import probing
from sheet_utils.lyapunov import DivergedOrbit, driven_spectrum, lyapunov_spectrum

LAYERS = {
    "rnn": lambda K, H: nn.RNN(K, H),
    "relu": lambda K, H: nn.RNN(K, H, nonlinearity="relu", bias=False),
    "gru": lambda K, H: nn.GRU(K, H),
    "lstm": lambda K, H: nn.LSTM(K, H),
}
layers = pytest.mark.parametrize("kind", LAYERS)


def double(*shape, scale=1.0):
    return scale * torch.randn(*shape, dtype=torch.float64)


def linear(V):
    """h' = V h, as a ReLU network on a positive state that a constant input holds up."""
    V = torch.as_tensor(V, dtype=torch.float64)
    return models.DrivenRNN(V, 100 * torch.ones(len(V), 1, dtype=torch.float64), relu=True)


@layers
def test_steps_are_torchs(kind):
    torch.manual_seed(1)
    layer, s = LAYERS[kind](3, 5).double(), double(7, 2, 3)
    net = models.driven(layer)
    with torch.no_grad():
        rows, last = layer(s)
        last = torch.cat([part[0] for part in last], dim=1) if kind == "lstm" else last[0]
    state = net.initial_state(2)
    for t in range(len(s)):
        state = net.step(state, s[t])
        assert torch.allclose(state[:, :5], rows[t], atol=1e-12)
    assert torch.allclose(state, last, atol=1e-12)


@given(
    kind=st.sampled_from(list(LAYERS)), full=st.booleans(), seed=st.integers(0, 10**6),
    H=st.integers(1, 9), K=st.integers(1, 5), B=st.integers(1, 4), scale=st.floats(0.1, 4.0),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_jacobians_equal_autograds(kind, full, seed, H, K, B, scale):
    torch.manual_seed(seed)
    layer = LAYERS[kind](K, H).double()
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.mul_(scale * H**0.5)
    net = models.driven(layer, full=full)
    state, s = double(B, net.D), double(B, K)
    J = net.jacobian(state, s)
    for b in range(B):
        step = lambda x, b=b: net.step(x[None], s[b : b + 1])[0]
        expected = torch.autograd.functional.jacobian(step, state[b])[: net.M, : net.M]
        assert J[b].shape == (net.M, net.M)
        assert torch.allclose(J[b], expected, rtol=1e-10, atol=1e-12)


def test_the_jacobian_of_h_alone_is_a_block_of_the_full_one():
    torch.manual_seed(3)
    layer = nn.LSTM(2, 4)
    whole, part = models.driven(layer), models.driven(layer, full=False)
    state, s = double(3, 8), double(3, 2)
    assert torch.equal(part.jacobian(state, s), whole.jacobian(state, s)[:, :4, :4])
    assert torch.equal(part.step(state, s), whole.step(state, s))


@layers
def test_a_spectrum_is_that_of_the_plain_loop(kind):
    """Q = I, h = 0, then J, QR and the mean of ln |R_ii|, input by input."""
    torch.manual_seed(2)
    layer, s, T = LAYERS[kind](2, 4).requires_grad_(False), double(30, 3, 2), 30
    if kind == "relu":  # all units stay alive
        s = s.abs()
        for weight in layer.parameters():
            weight.abs_()
    net, found = models.driven(layer), driven_spectrum(layer, s, trace=True)
    rows = []
    for b in range(3):
        Q, sums, state = np.eye(net.M), np.zeros(net.M), net.initial_state(1)
        for t in range(T):
            J = net.jacobian(state, s[t, b : b + 1])[0].numpy()
            state = net.step(state, s[t, b : b + 1])
            Q, R = np.linalg.qr(J @ Q)
            with np.errstate(divide="ignore"):
                sums += np.log(np.abs(np.diag(R)))
        rows.append(sums / T)
    rows = np.array(rows)
    order = np.argsort(-rows.mean(axis=0), kind="stable")
    assert np.allclose(found.each, rows[:, order], atol=1e-9)
    assert np.isfinite(found.mean[:2]).all()
    assert np.allclose(found.mean, rows.mean(axis=0)[order])
    with np.errstate(all="ignore"):
        assert np.allclose(found.spread, rows.std(axis=0, ddof=1)[order], equal_nan=True)
    assert (found.mean[1:] <= found.mean[:-1]).all()
    assert list(found.times) == list(range(1, 31))
    assert np.array_equal(found.trace[-1], found.each)


def test_exponents_of_linear_networks_are_exact():
    """Growth after the last QR counts, the divisor is the number of steps, and the logarithm is the natural one."""
    V = torch.tensor([[1.1, 0.3, 0.0], [0.0, 0.8, 0.2], [0.0, 0.0, 0.25]])
    s, expected = torch.ones(200, 2, 1), np.log([1.1, 0.8, 0.25])
    for every in (1, 3, 7, 10):
        found = driven_spectrum(linear(V.numpy()), s, every=every, T_trans_Q=10)
        assert np.allclose(found.mean, expected, atol=1e-5)
        assert np.allclose(found.spread, 0, atol=1e-9)
    # A direction that no other feels: a start from the first unit alone would never find it.
    found = driven_spectrum(linear(np.diag([0.2, 0.9, 0.5])), torch.ones(400, 1, 1), n_exponents=2, T_trans_Q=20)
    assert np.allclose(found.mean, np.log([0.9, 0.5]), atol=1e-3)


def test_the_product_is_taken_in_the_order_of_time():
    """J^T in place of J: other exponents as soon as Jacobians change and the orbit is short enough to tell."""
    V = torch.from_numpy(np.random.default_rng(3).normal(size=(5, 5)))
    net, s = models.DrivenRNN(V, torch.eye(5)), double(4, 1, 5)
    product, state = np.eye(5), net.initial_state(1)
    for t in range(4):
        product = net.jacobian(state, s[t])[0].numpy() @ product
        state = net.step(state, s[t])
    # Volumes of the first k columns of the product are the products of the first k diagonal entries of R.
    R = np.linalg.qr(product)[1]
    assert np.allclose(driven_spectrum(net, s).each[0], np.sort(np.log(np.abs(np.diag(R))) / 4)[::-1], atol=1e-8)


def test_an_lstm_that_keeps_its_cell():
    """With no recurrent weights dc'/dc = f and nothing else is alive: exponents ln f, and h alone shows none."""
    H, gate = 3, torch.tensor([2.0, 0.0, -1.0])
    bias = torch.cat([torch.zeros(H), gate, torch.zeros(2 * H)])
    weights = torch.zeros(4 * H, H), torch.zeros(4 * H, 1), bias
    s = double(50, 2, 1)
    full = driven_spectrum(models.DrivenLSTM(*weights), s, T_trans_Q=1)
    expected = np.sort(torch.log(torch.sigmoid(gate)).numpy())[::-1]
    assert np.allclose(full.mean[:H], expected, atol=2e-2)
    assert (full.mean[H:] < -10).all()
    assert (driven_spectrum(models.DrivenLSTM(*weights, full=False), s).mean == -np.inf).all()


def test_without_input_it_is_the_autonomous_spectrum():
    W = np.random.default_rng(5).normal(size=(20, 20)) * 2 / 20**0.5
    net, h0 = models.DrivenRNN(W, torch.zeros(20, 1)), double(1, 20)
    driven = driven_spectrum(net, torch.zeros(3000, 1, 1), T_trans=500, z1=h0).mean
    step = lambda h: np.tanh(W @ h)
    alone = lyapunov_spectrum((step, lambda h: (1 - np.tanh(W @ h) ** 2)[:, None] * W), h0[0], 2500, T_trans=500)
    assert np.allclose(driven, alone, atol=0.02)


def test_warm_up_moves_the_state_and_then_the_vectors():
    torch.manual_seed(4)
    net, s = models.driven(nn.RNN(2, 4)), double(20, 2, 2)
    state = net.initial_state(2)
    for t in range(8):
        state = net.step(state, s[t])
    assert np.allclose(driven_spectrum(net, s, T_trans=8).each, driven_spectrum(net, s[8:], z1=state).each)
    warmed, cold = driven_spectrum(net, s, T_trans=3, T_trans_Q=5).each, driven_spectrum(net, s, T_trans=8).each
    assert warmed.shape == cold.shape
    assert not np.allclose(warmed, cold)


def test_leading_exponents_are_the_first_of_all():
    torch.manual_seed(6)
    net, s = models.driven(nn.GRU(2, 12)), double(600, 2, 2)
    transient = {"T_trans": 20, "T_trans_Q": 10}
    few, every = driven_spectrum(net, s, n_exponents=3, **transient), driven_spectrum(net, s, **transient)
    assert few.each.shape == (2, 3)
    assert np.allclose(few.mean, every.mean[:3], atol=0.02)


def test_refusals_name_the_argument():
    net, s = models.driven(nn.RNN(2, 4)), torch.zeros(10, 3, 2)
    for error, message, call in [
        (ValueError, "layer: expected nn.RNN", lambda: models.driven(nn.Linear(2, 2))),
        (ValueError, "one layer", lambda: models.driven(nn.LSTM(2, 4, num_layers=2))),
        (ValueError, "weight_ih", lambda: models.DrivenGRU(torch.zeros(6, 2), torch.zeros(5, 1))),
        (ValueError, "weight_hh", lambda: models.DrivenLSTM(torch.zeros(6, 2), torch.zeros(6, 1))),
        (ValueError, "s: expected shape", lambda: driven_spectrum(net, s[:, :, :1])),
        (ValueError, "s: nothing is left", lambda: driven_spectrum(net, s, T_trans=6, T_trans_Q=4)),
        (ValueError, "n_exponents: expected at most 4", lambda: driven_spectrum(net, s, n_exponents=5)),
        (ValueError, "every", lambda: driven_spectrum(net, s, every=0)),
        (ValueError, "z1", lambda: driven_spectrum(net, s, z1=torch.zeros(4))),
        (DivergedOrbit, "runs away", lambda: driven_spectrum(linear(np.eye(2) * 1e100), torch.ones(9, 1, 1))),
        (OverflowError, "every", lambda: driven_spectrum(
            models.DrivenRNN(1e30 * torch.eye(2), torch.zeros(2, 1)), torch.zeros(20, 1, 1), every=20)),
    ]:  # fmt: skip
        with pytest.raises(error, match=message):
            call()
    answer = lambda: driven_spectrum(net, s)
    with pytest.raises(RuntimeError, match="your"), probing.sheltered():
        answer()
    with pytest.raises(RuntimeError, match="your"), probing.sheltered():
        net.jacobian(net.initial_state(3), s[0])


def test_input_weakens_an_exponent_and_units_are_nats():
    """Half the gain is ln 2 less, on a network at rest."""
    W = np.random.default_rng(7).normal(size=(6, 6)) / 6**0.5
    at = lambda gain: driven_spectrum(models.DrivenRNN(gain * W, torch.zeros(6, 1)), torch.zeros(50, 1, 1)).mean
    assert np.allclose(at(0.8) - at(0.4), math.log(2))
