"""The tests are tested: wrong answers lose what they must under their right name, right answers lose nothing."""

import random

import pytest
import torch

from authoring import catalogue, mutants
from authoring.probes import sheet10

SHEET = "sheet10"
LEAST = {
    "stf-forward": 10,
    "stf-loss": 4,
    "generate-orbit": 10,
    "reset-jacobian": 10,
    "valid-time": 10,
    "naive-lyapunov": 7,
    "which-line": 6,
    "stable-lyapunov": 15,
    "fixed-points": 10,
    "warmup-forward": 7,
    "warmup-loss": 4,
    "synchronisation": 10,
    "gtf-forward": 10,
    "choose-alpha": 10,
}


@pytest.fixture(scope="module")
def rows():
    return mutants.rows(SHEET)


def test_every_answer_gets_what_it_must(rows):
    bad = [row for row in rows if not row.good]
    assert not bad, "\n".join(mutants.table(bad))


def test_the_table_says_so(rows, capsys, monkeypatch):
    monkeypatch.setattr(mutants, "rows", lambda sheet, grade, names: rows)
    assert mutants.main([SHEET]) == 0
    printed = capsys.readouterr().out
    assert "BAD" not in printed
    right, wrong = (sum(row.answer.right == side for row in rows) for side in (True, False))
    assert f"right answers that keep every point          {right} of {right}" in printed
    assert f"wrong answers that lose points               {wrong} of {wrong}" in printed


def test_a_bad_test_is_noticed(rows, capsys, monkeypatch):
    """A grader that gives every point away makes the command fail."""
    generous = lambda sheet, jobs: [dict.fromkeys(_cells(job[0]), 100) for job in jobs]
    monkeypatch.setitem(mutants.GRADERS, "in-process", generous)
    names = ["stf-forward/wrong_never", "stf-forward/right_where"]
    assert mutants.main([SHEET, "--only", *names]) == 1
    printed = capsys.readouterr().out
    assert "BAD stf-forward/wrong_never" in printed
    assert "ok  stf-forward/right_where" in printed


def _cells(notebook):
    return [cell.id for cell in mutants.graded_cells(SHEET, notebook)]


@pytest.mark.parametrize("exercise", LEAST)
def test_there_are_enough_answers(exercise):
    found = catalogue.read_answers(SHEET, exercise)
    assert len({a.misconception for a in found if a.misconception}) >= LEAST[exercise]
    assert sum(a.right for a in found) >= 5
    # An answer that loses nothing would test nothing.
    assert all(a.loses for a in found if not a.right)


def test_every_exercise_has_answers():
    assert {name for names in sheet10.NOTEBOOKS.values() for name in names} == set(LEAST)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('MISCONCEPTION = "a"\n', "needs MISCONCEPTION and LOSES"),
        ('MISCONCEPTION = "a"\nLOSES = ["x"]\n', "no DESCRIPTION and HINT for a"),
        ('MISCONCEPTION = "a"\nLOSES = ["x"]\nHINT = "h"\n', "described twice, or by half"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(tmp_path, monkeypatch, text, words):
    monkeypatch.setattr(catalogue, "ANSWERS", tmp_path)
    folder = tmp_path / "sheet00" / "x"
    folder.mkdir(parents=True)
    (folder / "wrong_a.py").write_text(text)
    with pytest.raises(catalogue.CatalogueError, match=words):
        catalogue.read_answers("sheet00", "x")


SAMPLE = {
    "stf-forward/right_in_place_on_clone",
    "stf-forward/wrong_detach_at_forcing",
    "stf-loss/wrong_sum",
    "naive-lyapunov/right_numpy",
    "naive-lyapunov/wrong_reversed",
    "warmup-forward/wrong_hidden_reset",
}


def test_points_do_not_depend_on_repetition_threads_or_order(rows):
    """They are compared with what the same answers lost among all the others."""
    jobs = []
    tried = mutants.rows(SHEET, lambda sheet, given: jobs.extend(given) or [_full(job) for job in given], SAMPLE)
    lost_first = {(row.answer.exercise, row.answer.name): row.given for row in rows}
    first = [lost_first[row.answer.exercise, row.answer.name] for row in tried]
    assert len(first) == len(jobs) == len(SAMPLE) and any(first)
    threads, order = torch.get_num_threads(), random.Random(0)
    try:
        for number_of_threads, each_alone in [(1, True), (2, False)]:
            torch.set_num_threads(number_of_threads)
            numbers = list(range(len(jobs)))
            order.shuffle(numbers)
            shuffled = [jobs[number] for number in numbers]
            # Alone, so that no cell's points are taken over from another answer.
            parts = [[job] for job in shuffled] if each_alone else [shuffled]
            again = [points for together in parts for points in mutants.in_process(SHEET, together)]
            lost = [_lost(job, points) for job, points in zip(shuffled, again, strict=True)]
            assert dict(zip(numbers, lost, strict=True)) == dict(enumerate(first))
    finally:
        torch.set_num_threads(threads)


def _lost(job, points):
    """The graded cells of a job that gave no points; a cell gives all of its points or none."""
    most = {cell.id: cell.metadata.nbgrader.points for cell in mutants.graded_cells(SHEET, job[0])}
    assert most.keys() == points.keys() and all(points[cell] in (0, most[cell]) for cell in most)
    return {cell for cell in most if points[cell] == 0}


def test_a_cell_is_run_again_for_every_answer_that_it_reaches():
    sources = {"a": "def f():\n    return 1", "b": "def g():\n    return f()", "c": "def h():\n    return 2"}
    owners = {"f": ["a"], "g": ["b"], "h": ["c"]}
    assert mutants._reached("assert g() == 1", owners, sources).keys() == {"a", "b"}
    assert mutants._reached("assert h() == 2", owners, sources).keys() == {"c"}


def test_a_switch_that_an_answer_turns_reaches_every_cell(monkeypatch):
    """Forward runs and losses in double precision lose nothing, so the points say nothing: the runs are counted."""
    jobs, runs = [], []
    mutants.rows(
        SHEET, lambda sheet, given: jobs.extend(given) or [_full(job) for job in given], {"stf-loss/wrong_sum"}
    )
    ((notebook, sources),) = jobs
    turned = {**sources, "stf-loss": "import torch\ntorch.set_default_dtype(torch.float64)\n" + sources["stf-loss"]}
    compiled = mutants.compiled
    monkeypatch.setattr(mutants, "compiled", lambda source, name: runs.append(name) or compiled(source, name))
    cells = _cells(notebook)
    count = lambda: sum(name in cells for name in runs)
    try:
        mutants.in_process(SHEET, [(notebook, sources)])
        assert count() == len(cells)
        mutants.in_process(SHEET, [(notebook, sources), (notebook, sources)])
        assert count() == 2 * len(cells)
        mutants.in_process(SHEET, [(notebook, sources), (notebook, turned)])
        assert count() == 4 * len(cells)
    finally:
        torch.set_default_dtype(torch.float32)


def _full(job):
    return dict.fromkeys(_cells(job[0]), 100)


@pytest.mark.parametrize("grader", ["nbgrader", "isolated"])
def test_a_sample_goes_the_whole_way(grader):
    """From the released notebook to the gradebook, or through the sandbox, and to the same points."""
    if grader == "isolated":
        pytest.importorskip("grading.sandbox.isolation")
    names = {"naive-lyapunov/wrong_reversed", "naive-lyapunov/right_numpy", "warmup-forward/wrong_hidden_reset"}
    rows = mutants.rows(SHEET, mutants.GRADERS[grader], names)
    assert len(rows) == 3
    assert all(row.good for row in rows), "\n".join(mutants.table(rows))
