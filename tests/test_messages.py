"""Thirty mistakes that students make: each is told in words that help, and no line of ours stands in the traceback."""

import re

import nbclient
import nbformat
import pytest

from sheet_utils import preflight

SETUP = """
import math
import numpy as np
import torch
from sheet_utils import checks, datasets, engine, lyapunov, measures, models, plots, systems, training, widgets
model, data = models.CustomRNN(10, 50, 3), datasets.load_lorenz()[:500]
z1 = torch.zeros(10)
def loss(model, x, y, t_forcing):
    return ((model(torch.zeros(x.shape[1], 10))[:, :3] - y[0]) ** 2).mean()
def forward(model, x, t_forcing):
    raise NotImplementedError("write this function")
"""

# What somebody types, and what has to be read: in the message of an error, or in what is printed.
MISTAKES = {
    "a misspelt exercise": ('checks.check("stf-foward", forward)', "Did you mean 'stf-forward'?"),
    "no function": ('checks.check("stf-forward")', "expected the function process_sequence_using_STF"),
    "a result in place of a function": ('checks.check("stf-forward", torch.zeros(3))', "expected the function"),
    "a function too many": ('checks.check("stf-forward", forward, loss)', "expected the function"),
    "not written yet": (
        'checks.check("stf-forward", forward)',
        "not started. Write process_sequence_using_STF in the cell above",
    ),
    "returns None": (
        'checks.check("stf-loss", lambda model, x, y, t_forcing: None)',
        "returns nothing. Does it end with `return`?",
    ),
    "returns a list": (
        'checks.check("stable-lyapunov", lambda *a: [1, 2])',
        "your exponent has shape (2,), expected one number",
    ),
    "returns a string": (
        'checks.check("stable-lyapunov", lambda *a: "0.1")',
        "returns an object of type str. Expected: the exponent",
    ),
    "prints in place of returning": ('checks.check("stable-lyapunov", lambda *a: print(0.1))', "returns nothing"),
    "too few arguments": (
        'checks.check("stable-lyapunov", lambda: 0.1)',
        "takes 0 positional arguments but 4 were given",
    ),
    "a name that is not there": ('checks.check("stable-lyapunov", lambda *a: lamda)', "NameError"),
    "divides by zero": ('checks.check("stable-lyapunov", lambda *a: 1 / 0)', "ZeroDivisionError"),
    "no end of recursion": ("def f(*a): return f(*a)\\nchecks.check('stable-lyapunov', f)", "RecursionError"),
    "numpy where a gradient is asked": (
        'checks.check("stf-loss", lambda m, x, y, t: np.zeros(()))',
        "yours 0, expected",
    ),
    "leaves the notebook": ('checks.check("stable-lyapunov", lambda *a: __import__("sys").exit())', "SystemExit"),
    "picture of nothing": ('print(checks.picture("stf-forward", forward).note)', "is not written yet"),
    "picture of an exercise without one": ('checks.picture("stable-lyapunov", loss)', "there is no picture of"),
    "a state of another size": ("model(torch.zeros(4))", "expected shape (10,) or (*, 10), got (4,)"),
    "a list as a state": ("model([0.0] * 10)", "expected a torch tensor"),
    "a network that cannot be": ("models.CustomRNN(2, 50, 3)", "choose output_dim <= latent_dim"),
    "an interval of zero": ("training.train(model, data, t_forcing=0)", "t_forcing: expected a whole number >= 1"),
    "numpy data": ("training.train(model, data.numpy())", "data: expected a torch tensor"),
    "a loss in place of a function": ("training.train(model, data, loss=torch.zeros(()))", "loss: expected a function"),
    "a loss that fails": (
        "r = training.train(model, data, loss=lambda *a: a[9], steps=5)",
        "raised IndexError: tuple index out of range. Nothing was trained.",
    ),
    "too little data": ("training.train(model, data[:20])", "expected more rows than sequence_length = 50, got 20"),
    "an orbit without a start": ("engine.generate_orbit(model, None, 10)", "expected a torch tensor"),
    "steps that are no number": ('engine.generate_orbit(model, z1, "10")', "expected a whole number >= 1, got '10'"),
    "an exponent over no steps": ("lyapunov.maximum_lyapunov_exponent(model, z1, 0)", "T: expected a whole number"),
    "a start that is not finite": (
        "lyapunov.maximum_lyapunov_exponent(model, z1 * math.nan, 10)", "10 of 10 entries are NaN or infinite",
    ),
    "a picture of a number": ("plots.attractors(3.0)", "expected an array of two axes, (T, N), got a single number"),
    "a picture of too few columns": ("plots.attractors(np.zeros((50, 2)))", "expected 3 columns"),
    "a picture of what ran away": ("plots.show(plots.attractors(np.full((50, 3), np.nan)), 'gone')", "gone"),
    "a picture without its text": ("plots.show(plots.loss_curve([1.0]))", "alt"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(kernels):
    """What each mistake shows: (printed, traceback, error's last line)."""
    sources = [SETUP, *(source.replace("\\n", "\n") for source, _ in MISTAKES.values())]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    with pytest.MonkeyPatch.context() as patch:
        for name, value in kernels.items():
            patch.setenv(name, value)
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    assert not [output for output in notebook.cells[0].outputs if output.output_type == "error"]
    found = {}
    for name, cell in zip(MISTAKES, notebook.cells[1:], strict=True):
        printed, trace, last = "", "", ""
        for output in cell.outputs:
            if output.output_type == "error":
                trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
                last = f"{output.ename}: {output.evalue}"
            elif output.output_type == "stream":
                printed += output.text
            else:
                printed += output.data.get("text/plain", "")
        found[name] = printed, trace, last
    return found


@pytest.mark.parametrize("name", MISTAKES)
def test_the_message_helps(told, name):
    printed, trace, last = told[name]
    assert MISTAKES[name][1] in printed + last, (printed, last)
    assert "sheet_utils" not in trace and "torch/nn" not in trace, trace
    if trace:
        assert MISTAKES[name][0].split("\\n")[-1][:20] in trace, "the student's own line is shown"


@pytest.mark.parametrize("content", [None, b"", b"{", b"<html>"])
def test_preflight_of_what_is_no_notebook(content, tmp_path, capsys):
    path = tmp_path / "1_sparse_teacher_forcing.ipynb"
    if content is not None:
        path.write_bytes(content)
    assert preflight.main([str(path), "--no-run"]) == 1
    assert "This will not grade." in capsys.readouterr().out


def test_preflight_of_an_empty_notebook(tmp_path, capsys):
    path = tmp_path / "1_sparse_teacher_forcing.ipynb"
    path.write_text('{"cells": []}')
    assert preflight.main([str(path), "--no-run"]) == 1
    assert "This will grade in part" in capsys.readouterr().out


def test_preflight_of_a_folder(tmp_path, capsys):
    assert preflight.main([str(tmp_path)]) == 1
    assert "This will not grade." in capsys.readouterr().out
