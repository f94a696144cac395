"""Verdicts are made outside: full points for right work, none for blank work, hints for known mistakes."""

import functools
import multiprocessing
import os
import signal

import numpy as np
import pytest
import torch

from authoring.demo.submissions import Work
from grading import judge, notebook_run, sheet, verdicts
from grading.judge import flags
from grading.judge import notebook as judge_notebook
from grading.judge.budget import Budget
from grading.judge.session import Session
from grading.notebook_task import NotebookTask
from grading.records import gradebook, record_files
from grading.sandbox.limits import Limits
from grading.sandbox.student import Student
from grading.testing import overwritten
from grading.verdicts import CellVerdict, NotebookResult
from sheet_utils import checks, submission
from sheet_utils.models import CustomRNN
from sheet_utils.protocol import Asked
from tests.graded import graded_class, needs_sandbox
from tests.hostile.run import FULL, auto_points

FUNCTIONS = """
import collections, numpy as np, torch
def step(model, x): return model(x)
def in_place(model, x):
    x[0] = 7
    return model(x)
def cut(model, x): return model(x).detach()
def array(model, x): return np.float64(3) * np.ones(2)
def odd(model, x): return object()
def fails(model, x): raise KeyError("mine")
def named(x): return collections.namedtuple("Pair", "a b")(x, np.ma.masked_less(np.arange(3.0), 1))
def prints(model, x):
    print("x" * 100)
    return 1
"""


@pytest.fixture(scope="module")
def student():
    process = Student({}, Limits())
    assert process.ask("run", 30, source=FUNCTIONS)["error"] is None
    yield process
    process.close()


@pytest.fixture
def stand_in(student):
    asked = Asked(functools.partial(student.ask, seconds=30))
    return lambda name: judge.StandIn(asked, name)


@needs_sandbox
def test_right_work_gets_everything_and_blank_work_nothing():
    folders, _, _ = graded_class()
    scores = gradebook.scores(folders, "sheet10")
    assert auto_points(scores["honest-a"]) == auto_points(scores["honest-z"]) == FULL
    assert auto_points(scores["blank"]) == 0


@needs_sandbox
def test_a_known_mistake_is_named_and_a_cut_gradient_costs_its_points_alone():
    folders, _, _ = graded_class()
    kept = record_files.read_all(folders, "sheet10")
    adds = kept["adds"]["1_sparse_teacher_forcing"].exercises["stf-forward"]
    assert adds.misconception and adds.line and adds.hint
    cells = kept["detaches"]["1_sparse_teacher_forcing"].cells
    assert {name for name, cell in cells.items() if cell.points < cell.max} == {"stf-test-gradient"}


@needs_sandbox
def test_a_tutor_is_told_where_the_check_and_the_tests_differ():
    """Rows in a list are a matrix for the tests and none for the check; a right answer is doubted by neither."""
    known, work = sheet.load("sheet11")["1_driven_spectra"], Work.solved("sheet11")
    cell = work.cell("rnn-jacobian")
    for returned, doubted in ((lambda J: J, []), (lambda J: f"list({J})", ["rnn-jacobian"])):
        head, _, matrix = cell["source"].rpartition("return ")
        cell["source"] = f"{head}return {returned(matrix.strip())}"
        given, _ = submission.read(work.text().encode())
        handed_in = submission.repair(given, known.manifest, known.sources)
        result = judge.judge(known, handed_in, {}, Limits(), only=["rnn-jacobian"])
        assert result.doubted == doubted and result.points == known.exercise_points()["rnn-jacobian"]
    flags = list(notebook_run._flags(known, handed_in, {}, result))
    assert flags == [("all tests are passed, the check is not", "rnn-jacobian")]
    state = verdicts.ExerciseState("right")
    other = NotebookResult({}, {"rnn-jacobian": state})
    assert ("the check says right, a test does not", "rnn-jacobian") in notebook_run._flags(known, handed_in, {}, other)


@needs_sandbox
def test_values_come_back_with_dtype_and_requires_grad(stand_in):
    model, x = CustomRNN(4, 5, 1), torch.randn(2, 4)
    value = stand_in("step")(model, x)
    assert value.requires_grad and torch.equal(value, model(x))
    assert stand_in("step")(model.double(), x.double()).dtype == torch.float64
    assert isinstance(stand_in("array")(model, x), np.ndarray)


@needs_sandbox
def test_named_tuples_and_masked_arrays_come_back_as_plain_ones(stand_in):
    value = stand_in("named")(torch.zeros(2))
    assert type(value) is tuple and type(value[1]) is np.ndarray
    assert np.isnan(value[1][0]) and value[1][2] == 2


@needs_sandbox
def test_a_name_that_is_used_for_a_result_still_finds_its_function(student, stand_in):
    student.ask("run", 10, source="def doubled(x): return 2 * x")
    student.ask("run", 10, source="doubled = doubled(4)")
    assert stand_in("doubled")(3) == 6


@needs_sandbox
@pytest.mark.parametrize("line", ["%matplotlib inline", "get_ipython().run_line_magic('matplotlib', 'notebook')"])
def test_a_notebooks_way_to_show_pictures_ends_no_cell(student, line):
    assert student.ask("run", 10, source=line)["error"] is None


@needs_sandbox
def test_what_happens_to_arguments_is_told_and_does_not_happen_here(stand_in):
    x = torch.zeros(2, 4)
    stand_in("in_place")(CustomRNN(4, 5, 1), x)
    assert not x.any()
    assert overwritten(stand_in("in_place"), CustomRNN(4, 5, 1), x) == [1]
    assert overwritten(stand_in("step"), CustomRNN(4, 5, 1), x) == []
    # The same under stock nbgrader, where a test calls the function itself.
    assert overwritten(lambda x, y: y.fill_(1), x, x.clone()) == [1] and not x.any()


@needs_sandbox
def test_gradients_are_taken_on_the_other_side(stand_in):
    model, x = CustomRNN(4, 5, 1), torch.randn(2, 4)
    _, grads = checks.value_and_grads(stand_in("step"), model, x)
    _, mine = checks.value_and_grads(lambda model, x: model(x), model, x)
    assert all(torch.allclose(grads[name], mine[name]) for name in mine)
    _, none = checks.value_and_grads(stand_in("cut"), model, x)
    assert not any(grad.any() for grad in none.values())


@needs_sandbox
def test_no_object_comes_back_and_errors_are_the_students(stand_in):
    model, x = CustomRNN(4, 5, 1), torch.randn(2, 4)
    with pytest.raises(judge.StudentRaised) as caught:
        stand_in("odd")(model, x)
    assert caught.value.error.travels is False
    with pytest.raises(judge.StudentRaised) as caught:
        stand_in("fails")(model, x)
    assert caught.value.error.type == "KeyError"
    assert stand_in("prints")(model, x) == 1


def test_the_lint_refuses_what_cannot_be_judged():
    import nbformat

    def lint(source):
        cell = nbformat.v4.new_code_cell(source, id="a-test")
        cell.metadata["nbgrader"] = {"points": 1}
        return sheet._test("notebook", cell, {"answer"}, {"torch": "import torch", "checks": "from x import checks"})

    good = 'checks.validate("e", answer)\nassert answer(torch.zeros(1)) == 1'
    assert lint(good).names == ("answer",) and lint(good).imports.splitlines() == [
        "from x import checks",
        "import torch",
    ]
    for bad in ("assert data == 1", "answer = 3", "assert answer.__name__", "other = [answer]", "assert answer(1)"):
        source = bad if bad == "assert answer(1)" else f'checks.validate("e", answer)\n{bad}'
        with pytest.raises(sheet.SheetError, match="a-test"):
            lint(source)


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("system = 'Lorenz'\nsolutions = []\nfor _i in range(3): print(_i)\nfrom scipy import signal", []),
        ("torch.backends.cudnn.deterministic = True", []),
        ("print(In[-1])", ["reads the notebook's own input"]),
        ("torch.allclose = lambda *a: True", ["replaces a library's function"]),
        ("from os import system", ["starts or ends processes"]),
        ("here = %pwd\nimport ctypes", ["starts or ends processes"]),
        ("this is no python\nimport ctypes", ["starts or ends processes"]),
        ("os = __import__('o' + 's')", ["reaches into the notebook's machinery"]),
    ],
)
def test_flags_tell_what_is_reached_for_from_what_is_called_so(source, kinds):
    assert [kind for kind, _ in flags.of_code([("own-1", source)])] == kinds


@pytest.mark.parametrize("text", ["# The curves part.", 'print("They part.")'])
def test_an_answer_in_a_code_cell_is_shown_to_a_tutor(text):
    notebook = sheet.load("sheet10")["1_sparse_teacher_forcing"]
    work = Work()
    work.insert("reset-answer", text)
    repaired = submission.repair(submission.read(work.text().encode())[0], notebook.manifest, notebook.sources)
    assert notebook_run._tasks(notebook, repaired)["reset-why"].answered
    blank = submission.repair(submission.read(Work().text().encode())[0], notebook.manifest, notebook.sources)
    assert not notebook_run._tasks(notebook, blank)["reset-why"].answered


def test_of_a_cell_that_is_not_run_the_definitions_are():
    source = "import math\ndef f(): return 1\nx = slow()\nclass C: pass\nprint(1)"
    assert judge.definitions(source) == [
        "import math", "#\ndef f(): return 1", "#\n#\n#\nclass C: pass",
    ]  # fmt: skip
    assert judge.definitions(source, below=2) == ["#\n#\n#\nclass C: pass"]
    assert judge.definitions("not python at all(") == []


@pytest.mark.parametrize(("line", "constant"), [
    ("DIM = 3 - 2", True), ("device = torch.device('cpu')", True), ("steps = [0] * n", True), ("a, b = 1, -x[0]", True),
    ("dt: float = float(np.sqrt(2))", True), ("best = training.train(model)", False), ("ax = plt.plot(z)", False),
    ("rows = [slow(k) for k in keys]", False), ("z = torch.stack([model(x)])", False), ("n += 1", False),
])  # fmt: skip
def test_a_constant_is_what_costs_no_time(line, constant):
    assert judge.definitions(line) == [line] * constant


@needs_sandbox
@pytest.mark.parametrize("op", ["run", "call"])
def test_who_is_cut_off_by_the_graders_own_process_is_judged_once_more(monkeypatch, op):
    """In a cell, and in a hidden test, which a child of the grader asks for."""
    ask, notebook, lost = Student.ask, next(iter(sheet.load("sheet10"))), multiprocessing.get_context("fork").Event()

    def cut_off(self, asked, seconds, **args):
        if asked == op and "process_sequence_using_STF" in repr(args) and not lost.is_set():
            lost.set()
            os.kill(self._origin.pid, signal.SIGKILL)
        return ask(self, asked, seconds, **args)

    monkeypatch.setattr(Student, "ask", cut_off)
    data = Work.solved().text().encode()
    graded = notebook_run.grade_notebook(NotebookTask("sheet10", "x", notebook, data, questions=("stf-forward",)))
    assert lost.is_set() and all(cell["points"] == cell["max"] for cell in graded.record.to_json()["cells"].values())


class Judged:
    """Stands in for a `NotebookJudge`: its points, whether something was stopped, and what the machine had for it."""

    def __init__(self, points, outcome, starved):
        self.cells = {"a": CellVerdict(points, 3.0, outcome)}
        self.budget = Budget(Limits())
        self.budget.spent, self.budget.lost = 10.0, 100.0 if starved else 1.0
        self.session = Session(None, [], {}, self.budget)

    def judge(self):
        return NotebookResult(self.cells, {})


@pytest.mark.parametrize(
    "turns, points",
    [
        pytest.param([(1.0, verdicts.SLOW, True), (3.0, verdicts.RIGHT, True)], 3.0, id="stopped on a busy machine"),
        pytest.param([(1.0, verdicts.SLOW, True), (0.0, verdicts.SLOW, True)], 1.0, id="the better one counts"),
        pytest.param([(1.0, verdicts.SLOW, True), (2.0, verdicts.SLOW, True)], 2.0, id="not a third time"),
        pytest.param([(1.0, verdicts.SLOW, False)], 1.0, id="the machine was idle"),
        pytest.param([(0.0, verdicts.WRONG, True)], 0.0, id="wrong, and nothing was stopped"),
    ],
)
def test_what_was_stopped_on_a_busy_machine_is_judged_once_more(monkeypatch, turns, points):
    left = [Judged(*turn) for turn in turns]
    monkeypatch.setattr(judge_notebook, "NotebookJudge", lambda *args: left.pop(0))
    assert judge.judge(None, submission.Submission([], [], [], []), {}, Limits()).points == points
    assert not left
