"""What a student reads from a check, and that nothing but the answer decides it."""

import functools
import io
import json
import random
import subprocess
import sys

import numpy as np
import pytest
import torch

from authoring import catalogue, fingerprints
from authoring.probes import sheet10
from grading.testing import overwritten
from sheet_utils import checks, engine, files, runtime, wire
from sheet_utils.checks import diagnosis, exercise_file, probing
from sheet_utils.checks.exercise import Outcome, Probe
from sheet_utils.models import CustomRNN
from sheet_utils.protocol import RemoteFunction

SHEET = "sheet10"
FORWARD = "process_sequence_using_STF"
EXERCISES = {name: notebook for notebook, names in sheet10.NOTEBOOKS.items() for name in names}


def solved(exercise):
    """The namespace of a notebook's solutions, and the name of one exercise's function."""
    notebook = EXERCISES[exercise]
    first = sheet10.NOTEBOOKS[notebook][0]
    around = catalogue.solution(SHEET, notebook, first) if first != exercise else None
    namespace = catalogue.functions(catalogue.solution(SHEET, notebook, exercise), sheet10.PRELUDE, around)
    return namespace, checks.load(exercise).functions[0]


@pytest.fixture
def stf():
    return solved("stf-forward")[0]["process_sequence_using_STF"]


def verdict(function, exercise="stf-forward"):
    return checks.check(exercise, function, show=False)


# --- The three states. --------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_is_right(exercise, capsys):
    namespace, name = solved(exercise)
    assert checks.check(exercise, namespace[name]).right
    assert capsys.readouterr().out == f"{exercise}: right.\n"


def test_a_blank_function_is_not_started():
    def blank(model, x, t_forcing):
        """Docstring."""
        # YOUR CODE HERE
        raise NotImplementedError("write this function")

    found = verdict(blank)
    assert found.state == diagnosis.NOT_STARTED
    assert "Write process_sequence_using_STF" in found.text


def test_code_beside_the_raise_line_is_noticed():
    def above(model, x, t_forcing):
        if t_forcing > 0:
            return x
        raise NotImplementedError

    def below(model, x, t_forcing):
        raise NotImplementedError
        return x

    assert verdict(above).state == diagnosis.NOT_YET
    found = verdict(below)
    assert found.state == diagnosis.NOT_STARTED
    assert "take the `raise` line out" in found.text


def test_an_unfinished_function_that_another_calls_is_not_its_fault():
    def process_sequence_using_STF(model, x, t_forcing):
        raise NotImplementedError

    scope = {"process_sequence_using_STF": process_sequence_using_STF}
    exec(catalogue.solution(SHEET, EXERCISES["stf-loss"], "stf-loss").source, scope)
    assert verdict(scope["training_loss"], "stf-loss").right


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda Z, x: None, "returns nothing. Does it end with `return`?"),
        (lambda Z, x: list(Z), "returns a list of 8 tensors. Expected: Z (T, B, M)"),
        (lambda Z, x: "Z", "returns an object of type str"),
        (lambda Z, x: Z[:-1], "has shape (7, 3, 5), expected (8, 3, 5), that is (T, B, M)"),
        (lambda Z, x: Z * float("nan"), "Z[t=0, b=0, unit 0]: yours nan, expected 0.54"),
        (lambda Z, x: torch.where(torch.arange(8).view(8, 1, 1) == 4, Z + 1, Z), "Z[t=4, b=0, unit 0]: yours"),
        (lambda Z, x: Z @ Z, "stopped with RuntimeError"),
        (lambda Z, x: Z.detach(), "the values are right, the gradient is not"),
        (lambda Z, x: [Z, x.fill_(1)][0], "x is not what it was before"),
    ],
)
def test_what_is_wrong_is_said(stf, change, words):
    found = verdict(lambda model, x, t_forcing: change(stf(model, x, t_forcing), x))
    assert found.state == diagnosis.NOT_YET
    assert words in found.text, found.text


@pytest.mark.parametrize("given", [lambda mine: mine, functools.partial], ids=["as it is", "partly applied"])
def test_an_error_is_shown_with_the_students_own_line(given, tmp_path):
    path = tmp_path / "cell.py"
    path.write_text("def mine(model, x, t_forcing):\n    z = x[0]\n    return z @ model.W9\n")
    scope = {}
    exec(compile(path.read_text(), str(path), "exec"), scope)
    text = verdict(given(scope["mine"])).text
    assert "AttributeError: 'CustomRNN' object has no attribute 'W9'" in text
    assert "in line 3 of it: return z @ model.W9" in text
    assert str(tmp_path) not in text


def test_a_text_is_the_same_each_time_and_on_every_machine(stf):
    class Odd:
        pass

    def odd(model, x, t_forcing):
        raise ValueError(f"no {Odd()!r}")

    first, second = verdict(odd).text, verdict(odd).text
    assert first == second
    assert "0x…" in first


def test_a_mistake_is_named_with_its_hint():
    wrong = next(a for a in catalogue.read_answers(SHEET, "stable-lyapunov") if a.name == "wrong_log2")
    function = catalogue.functions(wrong, sheet10.PRELUDE)["maximum_lyapunov_exponent"]
    found = verdict(function, "stable-lyapunov")
    assert found.misconception == "log2"
    assert f"Likely cause: {wrong.description}\nHint: {wrong.hint}" in found.text
    assert (found.line, found.hint) == (wrong.description, wrong.hint)


def test_what_is_unknown_is_called_so(stf):
    found = verdict(lambda model, x, t_forcing: 1.01 * stf(model, x, t_forcing))
    assert found.misconception is None
    assert "We do not recognise the mistake" in found.text


def test_a_damaged_exercise_is_named(tmp_path, monkeypatch):
    path = tmp_path / "checks" / "stf-forward.npz"
    path.parent.mkdir()
    path.write_bytes(files.data_path("checks/stf-forward.npz").read_bytes()[:-300])
    monkeypatch.setattr(files, "data_path", lambda name: tmp_path / name)
    with pytest.raises(ValueError, match="data/checks/stf-forward.npz is damaged .*: unpack the hand-out again"):
        checks.load("stf-forward")


def test_an_answer_that_would_give_itself_away_is_not_printed():
    text = verdict(lambda: (4, 6, 5, 7), "which-line").text
    assert "at least one of your answers is not right" in text
    assert "expected" not in text and "routine" not in text.splitlines()[1]


def test_a_wrong_call_is_told(stf):
    with pytest.raises(ValueError, match="there is no exercise 'nothing'"):
        checks.check("nothing", stf)
    with pytest.raises(ValueError, match="expected the function process_sequence_using_STF"):
        checks.check("stf-forward")


def test_a_cell_that_ends_with_a_check_shows_its_text_only(stf):
    from IPython.core.formatters import DisplayFormatter

    assert DisplayFormatter().format(verdict(stf)) == ({}, {})


# --- What a check leaves alone. -----------------------------------------------------------------------


def test_nothing_is_printed_and_no_state_is_moved(stf, capsys):
    def loud(model, x, t_forcing):
        print("here")
        print("there", file=sys.stderr)
        torch.manual_seed(5)
        np.random.seed(5)
        random.seed(5)
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        return stf(model, x, t_forcing)

    before = random.getstate(), np.random.get_state()[1].copy(), torch.get_rng_state()
    verdict(loud)
    assert capsys.readouterr() == ("", "")
    assert random.getstate() == before[0]
    assert (np.random.get_state()[1] == before[1]).all()
    assert torch.equal(torch.get_rng_state(), before[2])
    assert torch.get_default_dtype() == torch.float32
    assert torch.is_grad_enabled()


def test_the_compiled_engine_is_no_answer():
    def borrowed(model, x, y, t_forcing):
        return engine.loss_and_grads(model, x, y, t_forcing)[0]

    assert "not available inside an answer" in verdict(borrowed, "stf-loss").text


# --- A loss beside the forward run that it calls. -----------------------------------------------------


@pytest.mark.parametrize("exercise", ["stf-loss", "warmup-loss"])
def test_a_wrong_forward_run_does_not_spoil_the_loss(exercise):
    namespace, name = solved(exercise)
    forward = "process_sequence_using_STF" if exercise == "stf-loss" else "process_sequence_with_warmup"
    namespace[forward] = lambda *args: torch.zeros(3)
    assert verdict(namespace[name], exercise).right
    assert namespace[forward](1).shape == (3,)


@pytest.mark.parametrize("exercise", ["stf-loss", "warmup-loss"])
def test_a_loss_that_holds_the_forward_run_is_right_by_itself(exercise):
    inlined = next(a for a in catalogue.read_answers(SHEET, exercise) if a.name == "right_inlined")
    namespace = catalogue.functions(inlined, sheet10.PRELUDE)
    assert verdict(namespace[checks.load(exercise).functions[0]], exercise).right


def test_a_wrong_forward_run_is_named_beside_the_right_loss(capsys):
    namespace, name = solved("stf-loss")
    for forward, blamed in [(lambda model, x, t_forcing: model(x[0]), True), (namespace[FORWARD], False)]:
        namespace[FORWARD] = forward
        assert checks.check("stf-loss", namespace[name]).right
        assert (f"It calls {FORWARD}, which is not right yet" in capsys.readouterr().out) == blamed
        assert checks.wrong_callee(namespace[name]) == (FORWARD if blamed else None)
    assert checks.wrong_callee(functools.partial(namespace[name])) is None


def test_the_states_that_a_model_steps_from_are_kept(stf, capsys):
    torch.manual_seed(0)
    model, x = CustomRNN(4, 5, 2), torch.randn(6, 3, 2)
    Z, states = checks.watch(stf, model, x, 4)
    assert len(states) == 6 and not Z.requires_grad and not model._forward_pre_hooks
    assert torch.equal(states[4][:, :2], x[4]) and torch.equal(states[4][:, 2:], Z[3, :, 2:])
    assert torch.equal(states[5], Z[4])

    def broken(model, x, t_forcing):
        model(torch.zeros(4))
        raise NotImplementedError

    Z, states = checks.watch(broken, model, x, 4)
    assert Z is None and len(states) == 1 and not model._forward_pre_hooks
    assert capsys.readouterr().out == "broken is not written yet.\n"


# --- Values and gradients. ----------------------------------------------------------------------------


def test_gradients_come_by_name():
    torch.manual_seed(0)
    model, z = CustomRNN(3, 4, 2), torch.randn(2, 3, requires_grad=True)
    model.A.grad = torch.ones(3)
    value, grads = checks.value_and_grads(lambda model, z: model(z), model, z)
    assert not value.requires_grad
    assert set(grads) == {"A", "W1", "W2", "h1", "h2", "args[1]"}
    assert torch.allclose(grads["h1"], torch.full((3,), 2.0))
    assert torch.equal(model.A.grad, torch.ones(3))
    assert z.grad is None
    weights = torch.randn(2, 3)
    _, weighted = checks.value_and_grads(lambda model, z: model(z), model, z, cotangent=weights)
    assert torch.allclose(weighted["h1"], weights.sum(0))
    with pytest.raises(ValueError, match="cotangent: expected the value's shape"):
        checks.value_and_grads(lambda model, z: model(z), model, z, cotangent=torch.ones(4))


@pytest.mark.parametrize("cut", [lambda v: v.detach(), lambda v: v.tolist(), lambda v: None, lambda v: (v, 1)])
def test_a_cut_graph_gives_zeros(cut):
    model = CustomRNN(3, 4, 2)
    _, grads = checks.value_and_grads(lambda model: cut(model(torch.ones(3))), model)
    assert all(not grad.any() for grad in grads.values())
    assert set(grads) == {"A", "W1", "W2", "h1", "h2"}


def test_a_list_of_states_has_the_gradient_of_their_stack():
    torch.manual_seed(0)
    model, z = CustomRNN(3, 4, 2), torch.randn(2, 3)
    listed = lambda model, z: [model(z), 2 * model(z)]
    weights = torch.randn(2, 2, 3)
    _, grads = checks.value_and_grads(listed, model, z, cotangent=weights)
    _, wanted = checks.value_and_grads(lambda *args: torch.stack(listed(*args)), model, z, cotangent=weights)
    assert grads["h1"].any() and all(torch.equal(grads[name], wanted[name]) for name in wanted)


def test_a_small_norm_is_printed_as_what_it_is():
    """Where entries are compared each by its own size, 1e-9 beside 1 is a number and no zero."""
    right = solved("reset-jacobian")[0]["forced_product_norms"]
    text = verdict(lambda *args: right(*args) * (1 + torch.arange(len(args[0])) // 60), "reset-jacobian").text
    assert "norms[t=60]: yours" in text and "yours 0," not in text and "expected 0" not in text


def test_a_stand_in_is_asked_itself():
    class StandIn(RemoteFunction):
        def __call__(self, *args):
            raise AssertionError("it was called, and not asked")

        def value_and_grads(self, *args, cotangent=None):
            return "value", args

        def beside(self, given):
            return given

        def overwritten(self, *args):
            return [1]

    assert checks.value_and_grads(StandIn(), 1, 2) == ("value", (1, 2))
    assert checks.beside(StandIn(), "given") == "given"
    assert overwritten(StandIn(), 1, 2) == [1]


# --- What notebooks call besides. ---------------------------------------------------------------------


def test_validate_is_red_only_for_nbgrader_validate(stf, monkeypatch):
    wrong = lambda model, x, t_forcing: None
    checks.validate("stf-forward", wrong)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    checks.validate("stf-forward", wrong)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    checks.validate("stf-forward", stf)
    with pytest.raises(AssertionError, match="returns nothing"):
        checks.validate("stf-forward", wrong)


def test_attempt_says_in_one_line_why_there_is_no_result(capsys):
    def blank():
        raise NotImplementedError

    def broken():
        return 1 / 0

    def calls_blank():
        return [blank() for _ in range(2)]

    assert checks.attempt(abs, -3) == 3
    assert checks.attempt(blank) is None
    assert checks.attempt(calls_blank) is None
    assert checks.attempt(broken) is None
    assert checks.attempt(abs, "text") is None
    assert capsys.readouterr().out == (
        "blank is not written yet.\n"
        "blank is not written yet.\n"
        "broken stopped with ZeroDivisionError: division by zero\n"
        "abs stopped with TypeError: bad operand type for abs(): 'str'\n"
    )


def test_an_attempt_says_it_once_in_a_cell(capsys, monkeypatch):
    def blank(x):
        raise NotImplementedError

    for run in ("first", "second"):
        monkeypatch.setattr(runtime, "cell_run", lambda run=run: run)
        assert [checks.attempt(blank, x) for x in range(3)] == [None, None, None]
    assert capsys.readouterr().out == 2 * "blank is not written yet.\n"


def test_a_picture_shows_right_and_wrong_work(stf):
    right = checks.picture("stf-forward", stf)
    assert torch.allclose(right.yours, right.reference, atol=1e-3)
    assert right.note == ""
    wrong = checks.picture("stf-forward", lambda model, x, t_forcing: 2 * stf(model, x, t_forcing))
    assert torch.equal(wrong.yours, 2 * right.yours)


@pytest.mark.parametrize(
    ("answer", "words"), [(None, "another shape"), (1 / 3, "another shape"), (ValueError, "stopped with an error")]
)
def test_a_picture_without_a_result_says_why(answer, words, capsys):
    def mine(model, x, t_forcing):
        if answer is ValueError:
            raise ValueError
        return answer

    picture = checks.picture("stf-forward", mine)
    assert picture.yours is None
    assert words in picture.note
    assert picture.note in capsys.readouterr().out, "whoever draws it need not think of it"
    assert torch.equal(picture.reference, checks.reference("stf-forward")[1])


def test_the_pictures_are_of_the_bundled_network():
    """Red means: run `python -m authoring.fingerprints --pictures`."""
    stored, _ = checks.reference("reset-jacobian")
    assert torch.allclose(stored["jacobians"], sheet10.pictures()["reset-jacobian"]["jacobians"], atol=1e-4)


# --- The files. ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [False, True])
def test_the_fingerprints_are_current_and_tell_all_mistakes_apart(hidden):
    """Red means: run `python -m authoring.fingerprints`."""
    found, clashes = fingerprints.files(SHEET, hidden)
    assert clashes == []
    assert {path.name for path in found} == {f"{name}.npz" for name in EXERCISES}
    for path, content in found.items():
        assert fingerprints.same(path.read_bytes(), content), f"{path.name} is not current"


def test_a_file_is_current_but_for_a_last_digit():
    content = fingerprints.FOLDERS[False].joinpath("stable-lyapunov.npz").read_bytes()
    exercise = exercise_file.unpack(content)
    assert fingerprints.same(content, exercise_file.pack(exercise))
    number = exercise.answers[0].outcomes[0].values[0]
    for factor, same in [(1 + 1e-6, True), (1 + 1e-3, False)]:
        number *= factor
        assert fingerprints.same(content, exercise_file.pack(exercise)) == same
        number /= factor
    exercise.answers[1].hint += "!"
    assert not fingerprints.same(content, exercise_file.pack(exercise))


@pytest.mark.parametrize("path", sorted(fingerprints.FOLDERS[False].glob("*.npz")), ids=lambda path: path.name)
def test_no_code_is_handed_out(path):
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
        text = json.dumps(json.loads(stored["tree"].tobytes()))
    # Hints may say in prose what NumPy will "return"; code has it at the start of a line.
    for code in ("def ", "lambda z", "    return ", "torch.", "model(", "import torch"):
        assert code not in text, f"{path.name} holds {code!r}"


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_judge_in_another_process_says_the_same(exercise, hidden):
    """Probes and outcomes travel as plain data, and the diagnosis is the same."""
    stored = exercise_file.unpack((fingerprints.FOLDERS[hidden] / f"{exercise}.npz").read_bytes())
    wrong = next(a for a in catalogue.read_answers(SHEET, exercise) if not a.right)
    around = None
    if EXERCISES[exercise] and exercise.endswith("loss"):
        notebook = EXERCISES[exercise]
        around = catalogue.solution(SHEET, notebook, sheet10.NOTEBOOKS[notebook][0])
    function = catalogue.functions(wrong, sheet10.PRELUDE, around)[stored.functions[0]]
    travel = lambda value: wire.unpack(wire.pack(value))

    def over_the_wire(probe):
        return Outcome(**travel(vars(probing.answer(function, Probe(**travel(vars(probe)))))))

    here = diagnosis.diagnose(stored, lambda probe: probing.answer(function, probe))
    there = diagnosis.diagnose(stored, over_the_wire)
    assert here == there
    assert here.state == diagnosis.NOT_YET


# --- Against exact truth. -----------------------------------------------------------------------------


def two_regions():
    """A network whose Jacobian alternates between two matrices that do not commute, on an orbit of period two.

    Unit 0 flips its sign. Where it is positive, unit 1 acts on unit 2; where it is negative, 2 acts on 1.
    """
    model = CustomRNN(3, 4, 1)
    with torch.no_grad():
        model.A.copy_(torch.tensor([-1.0, 1.1, 0.8]))
        model.W2.copy_(torch.tensor([[10.0, 1.0, 0.0], [10.0, 0.0, 0.0], [-10.0, 0.0, 1.0], [-10.0, 0.0, 0.0]]))
        model.W1.copy_(torch.tensor([[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.7, -0.7], [3.0, -3.0, 0.0, 0.0]]))
        model.h1.zero_()
        model.h2.zero_()
    positive = np.array([[-1.0, 0.0, 0.0], [0.0, 1.1, 0.0], [0.0, 3.0, 0.8]])
    negative = np.array([[-1.0, 0.0, 0.0], [0.0, 1.1, 0.7], [0.0, 0.0, 0.8]])
    return model, torch.tensor([1.0, 0.0, 0.0]), (positive, negative)


def test_the_naive_exponent_is_exact_where_the_truth_is_known():
    model, z1, jacobians = two_regions()
    naive = solved("naive-lyapunov")[0]["naive_max_lyapunov_exponent"]
    lam, norms = naive(model, z1, 60)
    product = np.eye(3)
    for r, norm in enumerate(norms.tolist()):
        product = jacobians[r % 2] @ product
        assert norm == pytest.approx(np.linalg.norm(product, 2), rel=1e-4)
    exact = np.log(np.abs(np.linalg.eigvals(jacobians[1] @ jacobians[0])).max()) / 2
    assert float(lam) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("name", ["wrong_reversed", "wrong_transposed"])
def test_that_network_tells_a_reversed_product(name):
    model, z1, jacobians = two_regions()
    wrong = next(a for a in catalogue.read_answers(SHEET, "naive-lyapunov") if a.name == name)
    _, norms = catalogue.functions(wrong, sheet10.PRELUDE)["naive_max_lyapunov_exponent"](model, z1, 3)
    assert float(norms[1]) != pytest.approx(np.linalg.norm(jacobians[1] @ jacobians[0], 2), rel=0.01)


def test_checks_need_no_sheet():
    """The package loads without models, engine or course."""
    code = (
        "import sys, sheet_utils.checks; print(*{n.split('.')[1] for n in sys.modules if n.startswith('sheet_utils.')})"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert set(printed.split()) == {
        "checks", "edits", "emphasis", "files", "modes", "protocol", "runtime", "tracebacks", "variant", "wire",
    }  # fmt: skip
    assert files.data_path("checks").is_dir()


# --- The exercise of START.ipynb. -------------------------------------------------------------------


def test_the_practice_exercise_says_all_three(capsys):
    def blank(x):
        raise NotImplementedError("write this function")

    assert checks.practice(blank).state == diagnosis.NOT_STARTED
    wrong = checks.practice(lambda x: 2 * x)
    assert wrong.state == diagnosis.NOT_YET and wrong.misconception == "leaves-the-interval"
    assert checks.practice(lambda x: 2 * x - int(2 * x)).right
    assert "remainder" in capsys.readouterr().out
