"""Argument checks name what came; progress ends as a fixed text; judging is seen and ends."""

import numpy as np
import pytest
import torch

from sheet_utils import runtime


@pytest.mark.parametrize("value", [0, -3, 1.5, "4", None, True, float("nan")])
def test_numbers_are_checked(value):
    with pytest.raises(ValueError, match=r"tau: expected a whole number >= 1, got "):
        runtime.positive_int("tau", value)
    assert runtime.positive_int("tau", np.int64(3)) == 3


@pytest.mark.parametrize("value", [0, -1.0, float("inf"), "x", None])
def test_positive_floats_are_checked(value):
    with pytest.raises(ValueError, match="dt: expected a positive number"):
        runtime.positive_float("dt", value)


def test_tensors_are_checked():
    with pytest.raises(ValueError, match=r"z: expected shape \(3,\) or \(\*, 3\), got \(4,\)"):
        runtime.check_tensor("z", torch.zeros(4), shapes=[(3,), (None, 3)])
    with pytest.raises(ValueError, match="z: expected a torch tensor .*, got ndarray"):
        runtime.check_tensor("z", np.zeros(3), shapes=[(3,)])
    with pytest.raises(ValueError, match="z: 2 of 3 entries are NaN or infinite"):
        runtime.check_tensor("z", torch.tensor([0, np.nan, np.inf]), shapes=[(3,)], finite=True)


def test_seeding_repeats():
    draws = []
    for _ in range(2):
        runtime.seed_everything(7)
        draws.append((torch.rand(1).item(), np.random.rand()))
    assert draws[0] == draws[1]


def test_judging_refuses_and_ends():
    with runtime.judging(), pytest.raises(RuntimeError, match="engine.x is not available inside an answer"):
        runtime.refuse_while_judging("engine.x")
    runtime.refuse_while_judging("engine.x")


def test_a_progress_line_ends_as_a_fixed_text(monkeypatch):
    lines = []

    class Line(runtime._DisplayLine):
        def __init__(self, label):
            pass

        def write(self, line):
            lines.append(line.strip())

    monkeypatch.setattr(runtime, "_DisplayLine", Line)
    monkeypatch.setattr(runtime, "in_notebook", lambda: True)
    assert list(runtime.progress(range(3), label="counting")) == [0, 1, 2]
    assert lines[-1] == "[counting]"


def test_a_keyword_of_an_earlier_release_still_works():
    @runtime.renamed_keywords(tau="t_forcing")
    def train(model, t_forcing, steps=1):
        return model, t_forcing, steps

    assert train("m", tau=3) == train("m", t_forcing=3) == train("m", 3) == ("m", 3, 1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'tauf'"):
        train("m", tauf=3)
