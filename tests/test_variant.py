"""Variants: off they change nothing; on, a student's numbers are the student's own, and graded by the same tests."""

import ast
import json
from collections import Counter

import nbformat
import pytest

from grading import notebook_run, sheet
from grading.folders import NOTEBOOKS, ROOT, SOLUTIONS
from sheet_utils import checks, preflight, runtime, variant
from tests.graded import needs_sandbox

#: The exercises whose answer is a list of numbers, and the right one in the usual order.
NUMBERS = {"usable-step": (-3, -6, -9), "forcing-faults": (2, 6, 5, 4), "which-line": (4, 6, 5, 6),
           "wrong-spectra": (4, 2, 6, 5)}  # fmt: skip
STUDENTS = [f"student{number:03}" for number in range(200)]


@pytest.fixture
def on(tmp_path, monkeypatch):
    """Variants switched on, in a folder in which nobody has said who works there."""
    switch = tmp_path / "variants.json"
    switch.write_text('{"on": true, "salt": "autumn"}')
    monkeypatch.setattr(variant, "data_path", lambda name: tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return switch


def test_they_are_off_as_the_course_is_given_out(capsys):
    assert json.loads(runtime.data_path("variants.json").read_text()) == {"on": False, "salt": ""}
    with variant.of("ada"):
        assert variant.student() is None
        assert variant.number("seed", 7, range(100)) == 7 and variant.order("which-line", 4) == (0, 1, 2, 3)
        variant.announce("which-line", "abcd")
    assert capsys.readouterr().out == ""


def test_a_student_has_one_number_and_others_have_others(on, capsys):
    drawn = {}
    for student in STUDENTS:
        with variant.of(student):
            drawn[student] = variant.number("seed", 7, range(100, 200))
            assert variant.number("seed", 7, range(100, 200)) == drawn[student]
    counts = [list(drawn.values()).count(value) for value in range(100, 200)]
    assert sum(counts) == 200 and max(counts) <= 10, "some number is drawn much too often"
    assert f"Your own number here: seed = {drawn['student000']} (elsewhere 7)." in capsys.readouterr().out
    with variant.of("  ADA "):
        upper = variant.number("seed", 7, range(100, 200))
    with variant.of("ada"):
        assert variant.number("seed", 7, range(100, 200)) == upper
        assert len({variant.number(name, 0, range(10**6)) for name in "abcdef"}) == 6
        on.write_text('{"on": true, "salt": "spring"}')
        assert variant.number("seed", 7, range(10**6)) != variant.number("seed ", 7, range(10**6))
    with pytest.raises(ValueError, match="at least one choice"):
        variant.number("seed", 7, [])


def test_the_numbers_are_the_same_on_every_machine(on):
    with variant.of("ada"):
        assert variant.number("seed", 7, range(1000)) == 603
        assert variant.order("which-line", 4) == (2, 3, 0, 1)


def test_every_order_occurs_and_can_be_undone(on):
    seen = set()
    for student in STUDENTS:
        with variant.of(student):
            given = variant.ordered("which-line", ["a", "b", "c", "d"])
            assert variant.restored("which-line", given) == ["a", "b", "c", "d"]
            seen.add(tuple(given))
    assert len(seen) == 24


def test_who_works_here_stands_in_a_file_above_the_notebook(on, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "work" / "sheet10"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert variant.student() == "" and variant.number("seed", 7, range(100)) == 7
    assert variant.MISSING in capsys.readouterr().out
    (tmp_path / "work" / "student.txt").write_text("Ada\n")
    assert variant.student() == "ada"
    with variant.of("ben"):
        assert variant.student() == "ben", "what a student writes into a file does not decide for the grader"


def test_a_switch_that_is_none_is_named(on):
    on.write_text("{")
    with pytest.raises(ValueError, match="variants.json"):
        variant.student()


@pytest.mark.parametrize(("exercise", "right"), NUMBERS.items())
def test_a_check_takes_the_numbers_in_the_students_order_alone(exercise, right, on):
    copied = 0
    for student in STUDENTS[:20]:
        with variant.of(student):
            own = tuple(variant.ordered(exercise, right))
            assert checks.check(exercise, lambda own=own: own, show=False).right
            if own != right:
                copied += 1
                assert not checks.check(exercise, lambda: right, show=False).right
    assert copied >= 10
    assert checks.check(exercise, lambda: right, show=False).right, "without an id the usual order is taken"


def test_no_other_answer_is_reordered(on):
    """Only exercises all of whose results are secret are answers in numbers."""
    secret = [
        path.stem
        for path in (ROOT / "data" / "checks").glob("*.npz")
        if "." not in path.stem and all(result.secret for result in checks.load(path.stem).results)
    ]
    assert sorted(secret) == sorted(NUMBERS)


@needs_sandbox
@pytest.mark.parametrize(("exercise", "right"), NUMBERS.items())
def test_the_hidden_tests_grade_every_students_own_order(exercise, right, on):
    """The same test, two students, each with the numbers of the one and of the other."""
    notebook = next(
        (name, path.parent.name, path)
        for path in sorted(NOTEBOOKS.glob("*/*.ipynb"))
        for name in [path.stem]
        if any(cell["id"] == exercise for cell in sheet.load(path.parent.name)[name].manifest["cells"])
    )
    name, folder, path = notebook
    released = nbformat.read(path, as_version=4)
    (cell,) = (cell for cell in released.cells if cell.id == exercise)
    function = ast.parse(cell.source).body[0].name
    own = {}
    for student in STUDENTS:
        with variant.of(student):
            own[student] = variant.ordered(exercise, right)
    first = next(student for student in STUDENTS if own[student] != list(right))
    second = next(student for student in STUDENTS if own[student] != own[first])
    for student in (first, second):
        for answer in (first, second):
            cell.source = f"def {function}():\n    return {tuple(own[answer])}\n"
            data = nbformat.writes(released).encode()
            task = notebook_run.NotebookTask(folder, student, name, data, questions=(exercise,))
            record = notebook_run.grade_notebook(task).record
            points = sum(verdict.points for verdict in record.cells.values())
            assert points == (1 if student == answer else 0), (student, answer)


def calls(attribute):
    """{(sheet, notebook): arguments} of every call of `variant.ATTRIBUTE` in the sheets' code."""
    for path in sorted(SOLUTIONS.rglob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "variant." in cell.source:
                for node in ast.walk(ast.parse(cell.source)):
                    if isinstance(node, ast.Call) and ast.unparse(node.func) == f"variant.{attribute}":
                        yield path.parent.name, path.stem, node.args


def test_every_sheet_shows_it_in_at_least_two_exercises():
    """Numbers and orders; what an order is announced for is what the hidden test asks."""
    places = [(name, args[0].value) for attribute in ("number", "announce") for name, _, args in calls(attribute)]
    assert Counter(name for name, _ in places) == {"sheet09": 3, "sheet10": 2, "sheet11": 2, "sheet12": 2}
    assert len({name for _, name in places}) == len(places), "two numbers of one name would be the same draw"
    announced = {args[0].value: len(args[1].elts) for _, _, args in calls("announce")}
    tested = {args[0].value: len(args[1].elts) for _, _, args in calls("ordered")}
    assert announced == tested == {exercise: len(right) for exercise, right in NUMBERS.items()}


def test_preflight_says_that_an_id_is_missing(on, capsys, monkeypatch):
    path = NOTEBOOKS / "sheet10" / "2_lyapunov_exponent.ipynb"
    preflight.tell(path, run=False)
    assert variant.MISSING in capsys.readouterr().out
    with variant.of("ada"):
        preflight.tell(path, run=False)
    assert variant.MISSING not in capsys.readouterr().out
