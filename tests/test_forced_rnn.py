"""Networks with a read-out under sparse forcing: the state, the training, and the sweep that comes with the course."""

import numpy as np
import pytest
import torch
from torch import nn

from sheet_utils import datasets, forced_rnn
from sheet_utils.measures import d_stsp
from sheet_utils.models import ReadOutRNN


@pytest.fixture(params=["LSTM", "vanilla"])
def model(request):
    torch.manual_seed(3)
    return ReadOutRNN(request.param, 8, 3)


@pytest.fixture(scope="module")
def flow():
    return forced_rnn.load_flow()


def test_a_step_is_that_of_torch():
    for kind, layer in (("LSTM", nn.LSTMCell(1, 8)), ("vanilla", nn.RNNCell(1, 8))):
        model, h, c = ReadOutRNN(kind, 8, 3), torch.randn(4, 8), torch.randn(4, 8)
        model.load_state_dict(
            {"W": layer.weight_hh.detach(), "b": (layer.bias_hh + layer.bias_ih).detach(), "B": model.B.detach()}
        )
        state = (h, c) if kind == "LSTM" else h
        expected = layer(torch.zeros(4, 1), state)
        after_h, after_c = model(h, c)
        assert torch.allclose(after_h, expected[0] if kind == "LSTM" else expected, atol=1e-6)
        assert torch.allclose(after_c, expected[1] if kind == "LSTM" else c, atol=1e-6)


def test_copies_are_networks_of_their_own():
    model = ReadOutRNN("LSTM", 6, 2, copies=3)
    single = ReadOutRNN("LSTM", 6, 2)
    single.load_state_dict({key: value[1] for key, value in model.state_dict().items()})
    x = torch.randn(4, 2)
    assert np.allclose(forced_rnn.generate(model, x, 9)[1], forced_rnn.generate(single, x, 9), atol=1e-5)


def test_replace_forgets_and_reset_keeps(model):
    x = torch.randn(7, 5, 3)
    other = torch.cat([x[:3] + 1, x[3:]])
    runs = {keep: [forced_rnn.forced_states(model, data, 3, keep) for data in (x, other)] for keep in (False, True)}
    for keep, (one, two) in runs.items():
        assert torch.allclose(one[3:], two[3:], atol=1e-5) != keep
    change = runs[True][0][2]
    forced = change + (x[3] - model.read_out(change)) @ torch.linalg.pinv(model.B).T
    assert torch.allclose(model.read_out(forced), x[3], atol=1e-4)


def test_a_students_forcing_is_used_with_zero_and_with_the_true_state(model):
    x, asked = torch.randn(6, 4, 3), []

    def force(h, x, B):
        asked.append(float(h.detach().abs().max()))
        return h + (x - h @ B.T) @ torch.linalg.pinv(B).T

    for keep in (False, True):
        asked.clear()
        run = forced_rnn.forced_states(model, x, 2, keep, force)
        assert torch.allclose(run, forced_rnn.forced_states(model, x, 2, keep), atol=1e-5)
        assert [size > 0 for size in asked] == ([False, True, True] if keep else [False] * 3)


def test_training_lowers_the_loss_and_is_repeatable(flow, model):
    for keep in (False, True):
        ends = []
        for _ in range(2):
            torch.manual_seed(0)
            fresh = ReadOutRNN(model.kind, 8, 3)
            settings = forced_rnn.ForcingSettings(steps=60, rows=200, keep=keep)
            losses, norms = forced_rnn.train(fresh, flow[0], 10, settings)
            ends.append(losses)
        assert np.array_equal(*ends)
        assert losses[-10:].mean() < 0.8 * losses[:5].mean()
        assert np.isfinite(norms).all()


def test_a_clipped_gradient_moves_the_weights_less(flow):
    """Adam divides by the gradient's size, which hides a clip, but one of 1e-12 sinks below its epsilon."""
    moved = []
    for clip in (0.0, 1e-12):
        torch.manual_seed(0)
        model = ReadOutRNN("LSTM", 8, 3)
        before = model.B.detach().clone()
        forced_rnn.train(model, flow[0], 10, forced_rnn.ForcingSettings(steps=3, rows=50, clip=clip))
        moved.append(float((model.B.detach() - before).abs().max()))
    assert moved[1] < 0.01 * moved[0]


def test_the_exponent_is_that_of_the_jacobian_at_a_fixed_point():
    for kind in ("LSTM", "vanilla"):
        torch.manual_seed(5)
        model = ReadOutRNN(kind, 5, 2)
        h, c = torch.zeros(1, 5), torch.zeros(1, 5)
        with torch.no_grad():
            for _ in range(600):
                h, c = model(h, c)
        step = lambda z, model=model: torch.cat(model(z[None, :5], z[None, 5:]), dim=1)[0]
        J = torch.autograd.functional.jacobian(step, torch.cat([h, c], dim=1)[0])
        J = J if kind == "LSTM" else J[:5, :5]
        expected = float(torch.linalg.eigvals(J).abs().max().log())
        found = forced_rnn.largest_exponent(model, torch.zeros(1, 2), 3000, T_trans=600)
        assert found[0] == pytest.approx(expected, abs=5e-3)


def test_wrong_arguments_are_named(flow):
    with pytest.raises(ValueError, match="output_dim"):
        ReadOutRNN("LSTM", 2, 3)
    with pytest.raises(ValueError, match="kind"):
        ReadOutRNN("GRU", 4, 3)
    with pytest.raises(ValueError, match="t_forcing"):
        forced_rnn.train(ReadOutRNN("LSTM", 4, 3), flow[0][:5], 10)
    for name in ("LSTM/replace/7", "tau30"):
        with pytest.raises(KeyError, match=name):
            forced_rnn.load_forced_network(name)


def test_the_kept_networks_are_those_of_the_table(flow):
    sweep = forced_rnn.load_forcing_sweep()
    for name, vanilla, keep, t in [
        ("LSTM/replace/30", 0, 0, 30),
        ("LSTM/reset/1", 0, 1, 1),
        ("vanilla/replace/30", 1, 0, 30),
    ]:
        runs = forced_rnn.generate(forced_rnn.load_forced_network(name), flow[1][::5000], 5000, T_trans=500)
        rows = (sweep["vanilla"] == vanilla) & (sweep["keep"] == keep) & (sweep["t_forcing"] == t)
        distance = float(sweep["d_stsp"][rows & (sweep["seed"] == 0)][0])
        # A chaotic run is another one on another machine; its density is not.
        assert d_stsp(flow[1], runs.reshape(-1, 3)) == pytest.approx(distance, abs=0.25)


def test_the_sweep_is_what_notebook_4_says_of_it():
    sweep = forced_rnn.load_forcing_sweep()
    chosen = lambda vanilla, keep, t: sweep["d_stsp"][
        (sweep["vanilla"] == vanilla) & (sweep["keep"] == keep) & (sweep["t_forcing"] == t) & (sweep["clip"] == 0)
    ]
    rounded = lambda t: round(float(np.median(chosen(0, 0, t))), 1)
    assert [rounded(t) for t in (5, 10, 20, 30)] == [1.8, 2.2, 0.8, 0.8]
    assert all(len(chosen(0, 0, t)) == 8 and chosen(0, 0, t).min() > 14 for t in (1, 2, 50, 100, 200))
    for first, last, told in ((0, 3, [0.33, 0.12, 0.23]), (3, 8, [2.5, 1.4, 2.0])):
        medians = [float(np.median(chosen(0, 0, t)[first:last])) for t in (10, 20, 30)]
        assert medians == pytest.approx(told, abs=0.05)
    assert chosen(0, 0, 1).min() > 16 and chosen(0, 1, 1).min() > 0.3 and chosen(0, 1, 1).max() < 1.1
    near_the_data = lambda exponents, share: int(np.sum(np.abs(exponents / 0.009 - 1) < share))
    reset = lambda *intervals: sweep["exponent"][(sweep["keep"] == 1) & np.isin(sweep["t_forcing"], intervals)]
    assert len(reset(1)) == 8 and near_the_data(reset(1), 0.1) == 6
    assert len(reset(2, 5)) == 10 and near_the_data(reset(2, 5), 0.1) == 9
    medians = [round(float(np.median(chosen(0, 1, t))), 1) for t in (1, 2, 5, 10, 20, 30)]
    assert medians == [0.6, 0.3, 0.3, 0.3, 0.5, 2.4]
    for t in (2, 5):
        assert len(chosen(0, 1, t)) == 5 and chosen(0, 1, t).min() > 0.25 and chosen(0, 1, t).max() < 0.43
    assert all(len(chosen(0, 1, t)) == 5 and chosen(0, 1, t).min() > 15 for t in (50, 100, 200))
    assert all(chosen(1, 0, t).min() > 15.7 for t in (50, 100, 200))
    assert [round(float(np.median(chosen(1, 0, t))), 1) for t in (5, 10, 20, 30)] == [4.1, 5.7, 2.0, 2.0]
    vanilla = sweep["exponent"][(sweep["vanilla"] == 1) & (sweep["t_forcing"] <= 30)]
    assert len(vanilla) == 20 and near_the_data(vanilla, 0.2) == 3 and np.sum(vanilla < 0) == 15
    for clip in (0, 1):
        at_200 = (sweep["vanilla"] == 0) & (sweep["keep"] == 0) & (sweep["t_forcing"] == 200) & (sweep["clip"] == clip)
        low, high = ((2.0, 29.0), (1.1, 3.6))[clip == 0]
        gradients, exponents = sweep["gradient"][at_200], sweep["exponent"][at_200]
        assert np.sum(at_200) == 8 and sweep["d_stsp"][at_200].min() > 15.75
        assert gradients.min() > low and gradients.max() < high
        assert np.all(exponents[np.isfinite(exponents)] < 0)


def test_clipping_or_a_smaller_step_lets_a_vanilla_network_learn():
    """The figures that notebook 4 tells of the settings that were tried at an interval of 30 steps."""
    trials = datasets.load_table("forcing_step_sizes.csv")
    of = lambda steps, rate, clip: (
        (trials["steps"] == steps) & (trials["learning_rate"] == rate) & (trials["clip"] == clip)
    )
    plain, clipped, longest = of(3000, 1e-2, 0), of(3000, 1e-2, 1), of(10_000, 3e-3, 0)
    assert trials["loss"][plain].min() > 0.2 and trials["d_stsp"][plain].min() > 16
    assert trials["loss"][clipped].max() < 0.004 and np.all(np.abs(trials["d_stsp"][clipped] - 4) < 1)
    assert trials["d_stsp"][longest].min() > 1.0 and trials["d_stsp"][longest].max() < 3.1
    assert np.all((trials["gradient"][plain] >= 8) & (trials["gradient"][plain] < 15))
