"""LSTMs under sparse forcing: the state, the training, and the sweep that comes with the course."""

import numpy as np
import pytest
import torch

from grading.folders import ROOT
from sheet_utils import lstm
from sheet_utils.measures import d_stsp


@pytest.fixture
def model():
    torch.manual_seed(3)
    return lstm.ReadOutLSTM(8, 3)


@pytest.fixture(scope="module")
def flow():
    return lstm.load_flow()


def test_a_forced_state_reads_out_as_the_data(model):
    x = torch.randn(5, 3)
    h, c = model.forced(x)
    assert torch.allclose(h @ model.B.T, x, atol=1e-5)
    assert not c.any()


def test_a_step_is_that_of_the_equations(model):
    h, c = torch.randn(4, 8), torch.randn(4, 8)
    H, last_h, last_c = model(h, c, 1)
    gates = h @ model.lstm.weight_hh_l0.T + model.lstm.bias_hh_l0 + model.lstm.bias_ih_l0
    i, f, g, o = gates.chunk(4, dim=1)
    cell = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    assert torch.allclose(last_c, cell, atol=1e-6)
    assert torch.allclose(H[0], torch.sigmoid(o) * torch.tanh(cell), atol=1e-6)
    assert torch.equal(H[0], last_h)


def test_a_students_forcing_is_used_and_differentiated(model):
    x = torch.randn(6, 4, 3)
    gentle = lambda h, x, B: h + (x - h @ B.T) @ torch.linalg.pinv(B).T
    assert torch.allclose(lstm.window_loss(model, x, gentle), lstm.window_loss(model, x), rtol=1e-5)
    assert not torch.allclose(lstm.window_loss(model, x, lambda h, x, B: h), lstm.window_loss(model, x), rtol=1e-4)
    lstm.window_loss(model, x, gentle).backward()
    assert all(p.grad is not None for name, p in model.named_parameters() if name != "lstm.weight_ih_l0")


def test_training_lowers_the_loss_and_is_repeatable(flow):
    ends = []
    for _ in range(2):
        torch.manual_seed(0)
        model = lstm.ReadOutLSTM(8, 3)
        losses, norms = lstm.train(model, flow[0], 10, lstm.LstmSettings(steps=60, rows=200))
        ends.append(losses)
    assert np.array_equal(*ends)
    assert losses[-10:].mean() < 0.7 * losses[:5].mean()
    assert np.isfinite(norms).all()


def test_a_clipped_gradient_moves_the_weights_less(flow):
    """Adam divides by the gradient's size, which hides a clip, but one of 1e-12 sinks below its epsilon."""
    moved = []
    for clip in (0.0, 1e-12):
        torch.manual_seed(0)
        model = lstm.ReadOutLSTM(8, 3)
        before = model.B.detach().clone()
        lstm.train(model, flow[0], 10, lstm.LstmSettings(steps=3, rows=50, clip=clip))
        moved.append(float((model.B.detach() - before).abs().max()))
    assert moved[1] < 0.01 * moved[0]


def test_wrong_arguments_are_named(model, flow):
    with pytest.raises(ValueError, match="output_dim"):
        lstm.ReadOutLSTM(2, 3)
    with pytest.raises(ValueError, match="t_forcing"):
        lstm.train(model, flow[0][:5], 10)
    with pytest.raises(KeyError, match="tau7"):
        lstm.load_model("tau7")


def test_the_cached_models_are_those_of_the_table(flow):
    sweep = lstm.load_sweep()
    for name, tau, clip in [("tau30", 30, 0), ("tau200", 200, 0), ("clipped", 200, 1)]:
        runs = lstm.generate(lstm.load_model(name), flow[1][::5000], 5000, T_trans=500).reshape(-1, 3)
        row = (sweep["t_forcing"] == tau) & (sweep["clip"] == clip) & (sweep["seed"] == 0)
        # A chaotic run is another one on another machine; its density is not.
        assert d_stsp(flow[1], runs) == pytest.approx(float(sweep["d_stsp"][row][0]), abs=0.1)


def test_the_sweep_is_u_shaped_with_its_bottom_below_the_predictability_time():
    sweep = lstm.load_sweep()
    free = sweep["clip"] == 0
    medians = {
        tau: np.median(sweep["d_stsp"][free & (sweep["t_forcing"] == tau)]) for tau in np.unique(sweep["t_forcing"])
    }
    best = min(medians, key=medians.get)
    assert 10 < best < np.log(2) / 0.00906
    assert medians[5] > 3 * medians[best]
    assert medians[200] > 30 * medians[best]
    assert np.median(sweep["d_stsp"][~free]) > 30 * medians[best]


def test_a_row_of_the_script_does_not_depend_on_those_before_it(monkeypatch, flow):
    monkeypatch.syspath_prepend(str(ROOT / "data"))
    import make_lstm_sweep

    short = lstm.LstmSettings(steps=3, rows=40)
    monkeypatch.setattr(make_lstm_sweep.lstm, "LstmSettings", lambda: short)
    cases = [(10, 0.0, 1), (20, 1.0, 0), (10, 0.0, 1)]
    first, between, last = (make_lstm_sweep.row(*flow, *case)[1] for case in cases)
    assert first == last
    assert first != between
    assert list(first) == list(lstm.load_sweep())
