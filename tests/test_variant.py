"""Variants: off they change nothing; on, a student's numbers are the student's own, and graded by the same tests."""

import ast
import json
import re
from collections import Counter

import nbformat
import numpy as np
import pytest
import torch

from authoring import catalogue
from grading import notebook_run
from grading.folders import NOTEBOOKS, ROOT, SOLUTIONS
from sheet_utils import checks, files, preflight, variant
from tests.graded import needs_sandbox

#: The exercises whose answer is a list of numbers, and the right one in the usual order.
NUMBERS = {"usable-step": (-3, -6, -9), "forcing-faults": (2, 6, 5, 4), "which-line": (4, 6, 5, 6),
           "wrong-spectra": (4, 2, 6, 5)}  # fmt: skip
#: The exercises whose function holds a number of the student's own, and how the solution writes the usual one.
LITERALS = {"valid-time": "threshold=0.4", "bootstrap-interval": "level=0.95", "exact-points": "> 1e-9]",
            "count-regions": "> 1e-7 *"}  # fmt: skip
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
    assert json.loads(files.data_path("variants.json").read_text()) == {"on": False, "salt": ""}
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


def solutions_cell(exercise):
    """(sheet, notebook's name, source) of the cell that solves an exercise, without the marks of its solution."""
    for path in sorted(SOLUTIONS.glob("*/*.ipynb")):
        cell = catalogue.read_notebook(path).get(exercise)
        if cell is not None:
            return path.parent.name, path.stem, re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source)
    raise LookupError(exercise)


def holding(exercise, number):
    """The solution of an exercise, with another number in the place of the usual one."""
    sheet_name, notebook, source = solutions_cell(exercise)
    literal = LITERALS[exercise]
    usual = f"{variant.HELD[exercise].usual:g}".replace("e-0", "e-")
    assert source.count(literal) == 1 and literal.count(usual) == 1, "the solution writes its number otherwise"
    return sheet_name, notebook, source.replace(literal, literal.replace(usual, repr(number)))


def function_of(source):
    """The function that the source defines, with what sheets import."""
    scope = {"np": np, "torch": torch}
    exec(source, scope)
    return scope[ast.parse(source).body[0].name]


def test_the_number_of_a_function_is_the_students_alone(on):
    """Each choice against each other one, and against the usual number: no answer fits two."""
    assert sorted(LITERALS) == sorted(variant.HELD)
    for exercise, held in variant.HELD.items():
        numbers = (held.usual, *held.choices)
        functions = {number: function_of(holding(exercise, number)[-1]) for number in numbers}
        assert len(set(numbers)) == len(numbers) >= 8
        for own in held.choices:
            for number, function in functions.items():
                fits = all(variant.same_numbers(function(*args), results) for args, results in held.calls(own))
                assert fits == (number == own), (exercise, own, number)


@pytest.mark.parametrize("exercise", LITERALS)
def test_a_check_takes_the_students_own_number_alone(exercise, on, capsys):
    drawn = set()
    for student in STUDENTS[:20]:
        with variant.of(student):
            own = variant.own(exercise)
            drawn.add(own)
            assert checks.check(exercise, function_of(holding(exercise, own)[-1]), show=False).right
    assert len(drawn) >= 5
    usual = function_of(holding(exercise, variant.HELD[exercise].usual)[-1])
    assert checks.check(exercise, usual, show=False).right, "without an id the usual number is taken"
    with variant.of(STUDENTS[0]):
        verdict = checks.check(exercise, usual)
    assert not verdict.right and variant.HELD[exercise].name in verdict.text
    assert f"{variant.own(exercise):g} (elsewhere" not in capsys.readouterr().out.split("Your own number here")[0]


def test_a_check_says_which_number_is_the_students(on, capsys):
    with variant.of("ada"):
        checks.check("valid-time", function_of(holding("valid-time", 0.4)[-1]))
        assert f"default of threshold = {variant.own('valid-time'):g} (elsewhere 0.4)" in capsys.readouterr().out
    on.write_text('{"on": false, "salt": ""}')
    checks.check("valid-time", function_of(holding("valid-time", 0.4)[-1]))
    assert capsys.readouterr().out.strip() == "valid-time: right."


def points_of(exercise, source, student):
    """What a submission earns that holds this cell, and nothing else of a student's."""
    sheet_name, name, _ = solutions_cell(exercise)
    released = nbformat.read(NOTEBOOKS / sheet_name / f"{name}.ipynb", as_version=4)
    (cell,) = (cell for cell in released.cells if cell.id == exercise)
    cell.source = source
    task = notebook_run.NotebookTask(
        sheet_name, student, name, nbformat.writes(released).encode(), questions=(exercise,)
    )
    return sum(verdict.points for verdict in notebook_run.grade_notebook(task).record.cells.values())


def two_students(of):
    """Two students whose numbers differ, from each other and from the usual ones."""
    own = {}
    for student in STUDENTS:
        with variant.of(student):
            own[student] = of()
    usual = of()
    first = next(student for student in STUDENTS if own[student] != usual)
    second = next(student for student in STUDENTS if own[student] not in (usual, own[first]))
    return {student: own[student] for student in (first, second)}


@needs_sandbox
@pytest.mark.parametrize(("exercise", "right"), NUMBERS.items())
def test_the_hidden_tests_grade_every_students_own_order(exercise, right, on):
    """The same test, two students, each with the numbers of the one and of the other."""
    function = ast.parse(solutions_cell(exercise)[-1]).body[0].name
    orders = two_students(lambda: variant.ordered(exercise, right))
    for student in orders:
        for author, order in orders.items():
            points = points_of(exercise, f"def {function}():\n    return {tuple(order)}\n", student)
            assert points == (1 if student == author else 0), (student, author)


@needs_sandbox
@pytest.mark.parametrize("exercise", LITERALS)
def test_the_hidden_tests_grade_every_students_own_number(exercise, on):
    """The same test, two students, each with the function of the one and of the other; and the published solution."""
    numbers = two_students(lambda: variant.own(exercise))
    for student in numbers:
        for author, number in {**numbers, "published": variant.HELD[exercise].usual}.items():
            points = points_of(exercise, holding(exercise, number)[-1], student)
            assert points == (1 if student == author else 0), (student, author)


def calls(name, module="variant."):
    """(sheet, notebook, arguments) of every call of a function in the sheets' code; of `variant`, unless said."""
    for path in sorted(SOLUTIONS.rglob("*.ipynb")):
        for cell in catalogue.read_notebook(path).values():
            if cell.cell_type == "code" and name in cell.source:
                for node in ast.walk(ast.parse(cell.source)):
                    if isinstance(node, ast.Call) and ast.unparse(node.func) == module + name:
                        yield path.parent.name, path.stem, node.args


def test_every_sheet_has_two_exercises_whose_graded_answer_is_the_students_own():
    graded = Counter(solutions_cell(exercise)[0] for exercise in [*NUMBERS, *variant.HELD])
    assert graded == {"sheet09": 2, "sheet10": 2, "sheet11": 2, "sheet12": 2}
    announced = {args[0].value: len(args[1].elts) for _, _, args in calls("announce")}
    tested = {args[0].value: len(args[1].elts) for _, _, args in calls("ordered")}
    assert announced == tested == {exercise: len(right) for exercise, right in NUMBERS.items()}
    assert sorted(args[0].value for _, _, args in calls("holds_own", "")) == sorted(variant.HELD)


def test_no_two_numbers_are_the_same_draw():
    places = [args[0].value for attribute in ("number", "announce") for _, _, args in calls(attribute)]
    assert len({*places, *variant.HELD}) == len(places) + len(variant.HELD)


def test_the_tutors_page_lists_every_one_of_them():
    """A row for every exercise that is graded so, by the number that stands in its heading."""
    page = (ROOT / "docs" / "tutor.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d\d) \| (\d\.\d),[^|]+\|[^|]+\| by the hidden test", page, re.M)
    expected = {(solutions_cell(exercise)[0][5:], number_of(exercise)) for exercise in [*NUMBERS, *variant.HELD]}
    assert set(rows) == expected


def number_of(exercise):
    """Such as "1.4": the number in the last heading above an exercise that has one."""
    sheet_name, name, _ = solutions_cell(exercise)
    number = None
    for cell in catalogue.read_notebook(SOLUTIONS / sheet_name / f"{name}.ipynb").values():
        found = re.search(r"^#{2,3} Exercise ([\d.]+) — ", cell.source, re.M)
        number = found[1] if found and cell.cell_type == "markdown" else number
        if cell.id == exercise:
            return number
    return None


def test_preflight_says_that_an_id_is_missing(on, capsys, monkeypatch):
    path = NOTEBOOKS / "sheet10" / "2_lyapunov_exponent.ipynb"
    preflight.tell(path, run=False)
    assert variant.MISSING in capsys.readouterr().out
    with variant.of("ada"):
        preflight.tell(path, run=False)
    assert variant.MISSING not in capsys.readouterr().out
