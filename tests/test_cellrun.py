"""What a student's code does to the machinery around it changes no answer, and a tutor is told of it."""

import pytest
import torch

from grading.sandbox import template
from grading.sandbox.limits import Limits
from grading.sandbox.student import Student
from sheet_utils.models import CustomRNN
from sheet_utils.submission.cellrun import WATCH_IS_OFF
from tests.graded import needs_sandbox

#: The runner, and with it the watch, as a student's code gets hold of them.
HOLD = """
import gc, sys
runner = next(one for one in gc.get_objects() if type(one).__name__ == "Runner")
"""
MODULES = """from sheet_utils.checks import probing
from sheet_utils import checks, runtime, wire
from sheet_utils.submission import cellrun
import torch, copy, signal
"""
REPLACED = {
    "probing._gradients": "probing._gradients = lambda value, leaves, _: dict.fromkeys(leaves, torch.ones(3, 3))",
    "probing.same_state": "probing.same_state = lambda before, after: True",
    "probing._leaves": "probing._leaves = lambda args: {}",
    "probing._in_place_of": "probing._in_place_of = None",
    "probing.Canned": "probing.Canned = object",
    "probing.detached": "probing.detached = lambda value: value",
    "probing.value_and_grads": "probing.value_and_grads = None",
    "checks.beside": "checks.beside = None",
    "checks.validate": "checks.validate = lambda *a, **k: True",
    "wire.pack": "wire.pack = lambda value: b''",
    "wire._to_tree": "wire._to_tree = lambda *a: ['plain', 1]",
    "runtime.judging": "runtime.judging = None",
    "copy.deepcopy": "copy.deepcopy = lambda value: value",
    "torch.equal": "torch.equal = lambda a, b: True",
    "torch.autograd.grad": "torch.autograd.grad = lambda *a, **k: None",
    "signal.signal": "signal.signal = lambda *a: None",
    "Runner.call": "cellrun.Runner.call = lambda self, **k: {'value': 1}",
    "Watch.hook": "cellrun.Watch.hook = lambda self, event, args: None",
}


@pytest.fixture(params=[template.FORKED, template.STARTED])
def both_ways(request, monkeypatch):
    """The process is forked, and started from a file: what begets others shows a difference first."""
    monkeypatch.setenv(template.SETTING, request.param)


def seen_of(*sources):
    student = Student({}, Limits())
    try:
        for source in sources:
            student.ask("run", 30, source=source)
        student.ask("run", 30, source="1")
        return student.seen
    finally:
        student.close()


@needs_sandbox
@pytest.mark.parametrize("name", sorted(REPLACED))
def test_what_is_replaced_is_told(name):
    told = seen_of(MODULES + REPLACED[name])
    assert any("replaced" in text and text.split(".")[-1] == name.split(".")[-1] for text in told), told


@needs_sandbox
def test_replacing_helpers_changes_neither_gradient_nor_comparison():
    student = Student({}, Limits())
    try:
        names = (
            "probing._gradients",
            "probing.same_state",
            "probing._leaves",
            "probing.detached",
            "wire._to_tree",
            "copy.deepcopy",
        )
        student.ask("run", 30, source=MODULES + "\n".join(REPLACED[name] for name in names))
        student.ask("run", 30, source="def cut(model, x):\n    x.zero_()\n    return model(x).detach().sum()")
        model, x = CustomRNN(3, 2, 2), torch.ones(2, 3)
        assert student.ask("call", 30, name="cut", args=[model, x], given=None)["changed"] == [1]
        _, grads = student.ask("grads", 30, name="cut", args=[model, x], given=None, cotangent=None)["value"]
        assert not any(grad.any() for grad in grads.values())
    finally:
        student.close()


@needs_sandbox
@pytest.mark.parametrize(
    "event",
    ["sys._current_frames", "sys._current_exceptions", "gc.get_objects", "gc.get_referrers", "gc.get_referents"],
)
def test_looking_for_the_runner_is_told(event):
    module, call = event.split(".")
    arguments = "[]" if "refer" in call else ""
    assert event in seen_of(f"import {module}\n{module}.{call}({arguments})")


@needs_sandbox
@pytest.mark.parametrize(
    "deed",
    ["runner.watch.active = False", "runner.watch.hook = None\nrunner.watch.active = False", "sys.audit = print",
     "runner.watch.seen.clear()", "runner.watch.seen = ['x'] * 30",
     "runner.watch.tell = None\nrunner.watch.seen.clear()",
     "runner.watch = type('Nothing', (), {'seen': [], 'active': True, 'patched': lambda self, shell: None})()"],
)  # fmt: skip
def test_a_watch_that_is_switched_off_wiped_or_exchanged_is_told(deed):
    told = seen_of(HOLD + deed, "import os\nos.symlink('/', 'root')")
    assert "gc.get_objects" in told, told
    if "active = False" in deed or "audit" in deed:
        assert WATCH_IS_OFF in told


@needs_sandbox
def test_honest_code_is_told_of_nothing(both_ways):
    told = seen_of(
        "import asyncio, collections, concurrent.futures, tempfile, threading, torch, warnings\n"
        "import numpy as np, matplotlib.pyplot as plt\n"
        "P = collections.namedtuple('P', 'x y')\nwarnings.warn('careful')\n"
        "with concurrent.futures.ThreadPoolExecutor(2) as pool: list(pool.map(abs, range(9)))\n"
        "plt.plot([1, 2]); plt.show()\nnp.savez('x.npz', a=np.ones(3)); torch.save(torch.ones(2), 'x.pt')\n"
        "torch.ones(3, requires_grad=True).sum().backward()",
        "await asyncio.sleep(0.01)",
        "import threading\ndef write():\n    for _ in range(2000): open('beside.txt', 'w').close()\n"
        "threading.Thread(target=write).start()",
    )
    assert told == []


@needs_sandbox
def test_a_pool_of_processes_is_told_of_nothing_and_a_process_of_ones_own_is(both_ways):
    pool = "import multiprocessing\nwith multiprocessing.Pool(2) as pool:\n    pool.map(abs, [1])"
    assert seen_of(pool) == []
    assert seen_of(pool, "import os\nif os.fork() == 0: os._exit(0)") == ["os.fork"]


@needs_sandbox
def test_a_loader_with_workers_loads(both_ways):
    student = Student({}, Limits())
    try:
        loader = "import torch\nlen(list(torch.utils.data.DataLoader(range(4), 2, num_workers=1, timeout=9)))"
        reply = student.ask("run", 30, source=loader)
        assert reply["error"] is None and reply["outputs"][0]["data"]["text/plain"] == "2"
    finally:
        student.close()
