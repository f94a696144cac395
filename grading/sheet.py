"""A sheet as its instructor wrote it: the hidden tests, the names they ask for, and whether they can be judged."""

import ast
import builtins
import functools
import hashlib
import re
from dataclasses import dataclass

import nbformat

from grading.folders import SOLUTIONS
from sheet_utils import submission
from sheet_utils.submission import defined_names

#: A heading of a notebook, such as "## Exercise 1.1 — Reset the network, but sparsely".
HEADING = re.compile(r"#{1,4} (?:Exercise (?P<number>\d+\.\d+) — )?(?P<title>.+)")


class SheetError(ValueError):
    """A sheet that cannot be judged as it stands; the text names the cell and says why."""


@dataclass(frozen=True)
class Test:
    """One graded cell.

    Attributes:
        id, points: of the cell.
        exercise: the id of the solution cell that it tests.
        source: its code, hidden tests included.
        names: the functions under test.
        imports: the lines of the notebook's own imports that it needs.
        hash: of the source, for the records.
    """

    id: str
    points: float
    exercise: str
    source: str
    names: tuple
    imports: str
    hash: str


@dataclass(frozen=True)
class Notebook:
    """One notebook of a sheet.

    Attributes:
        name, bonus: its name, and whether its points are extra.
        manifest: what the loader knows of it.
        tests: dict of graded cell's id to `Test`.
        sources: dict of cell id to text, hidden tests and mark schemes included, for what is restored.
        tasks: dict of question's id to its points.
        answers: dict of question's id to the id of the free cell below it.
        lines: every line of the instructor's code, which no student is blamed for.
        title: what the notebook is called, without the sheet's number.
        titles: dict of an exercise's or question's id to its number and title, in the order of the notebook.
    """

    name: str
    bonus: bool
    manifest: dict
    tests: dict
    sources: dict
    tasks: dict
    answers: dict
    lines: frozenset
    title: str
    titles: dict

    def exercise_points(self) -> dict[str, float]:
        """Points per exercise, in the notebook's order; a question is its own exercise."""
        points = {}
        for cell in self.manifest["cells"]:
            if cell["kind"] in ("graded", "task"):
                name = cell["exercise"] or cell["id"]
                points[name] = points.get(name, 0.0) + cell["points"]
        return points

    def cells_of(self, exercise: str) -> list[str]:
        """The cells that give points for an exercise.

        Args:
            exercise: its id; a question is its own exercise.

        Returns:
            Their ids, in order.
        """
        return [test.id for test in self.tests.values() if test.exercise == exercise] or [exercise]

    def answer_cells(self, question: str, cells: list[tuple[str, str]]) -> list[int]:
        """The cells that may hold the answer to a question: its own, and a student's own down to the sheet's next.

        Args:
            question: its id.
            cells: id and kind of every cell of a student's notebook, in order; a student's own have the kind "own".

        Returns:
            Their positions.
        """
        positions, below = [], False
        for position, (name, kind) in enumerate(cells):
            if name == question:
                below = True
            elif below and (kind == "own" or name == self.answers.get(question)):
                positions.append(position)
            elif below and kind != "text":
                break
        return positions

    def may_answer(self, name: str, kind: str) -> bool:
        """Whether a changed cell anywhere may be an answer that stands in the wrong place.

        Args:
            name: the cell's id.
            kind: of the cell; a student's own are "own".

        Returns:
            True of a student's own text and of the sheet's, but not of the cells that are meant for answers.
        """
        return kind in ("own", "text") and name not in self.answers.values()


@functools.lru_cache
def load(name: str) -> dict[str, Notebook]:
    """Read a sheet and check that every graded cell can be judged.

    Args:
        name: of the sheet.

    Returns:
        dict of notebook name to `Notebook`, in order.

    Raises:
        SheetError: there is no such sheet, it was not released yet, or a graded cell cannot be judged.
    """
    known = submission.manifests().get(name)
    paths = sorted((SOLUTIONS / name).glob("*.ipynb"))
    if not paths:
        raise SheetError(f"there is no sheet {name!r} in solutions/")
    if known is None or sorted(known) != [path.stem for path in paths]:
        raise SheetError(f"{name} was not released as it stands: run `course release {name}`")
    return {path.stem: _notebook(path, known[path.stem]) for path in paths}


def _notebook(path, manifest):
    cells = nbformat.read(path, as_version=4).cells
    if [cell.id for cell in cells] != [cell["id"] for cell in manifest["cells"]]:
        raise SheetError(f"{path.name} was not released as it stands: run `course release`")
    kinds = {cell.id: kind_of(cell) for cell in cells}
    code = [cell for cell in cells if cell.cell_type == "code"]
    defined = {n for cell in code if kinds[cell.id] == "solution" for n in defined_names(cell.source)}
    imports = _imports(cell.source for cell in code if kinds[cell.id] == "setup")
    tests, answers, question = {}, {}, None
    for cell in cells:
        kind = kinds[cell.id]
        if kind == "graded":
            tests[cell.id] = _test(path.name, cell, defined, imports)
        if question and kind == "text":
            answers[question] = cell.id
        question = cell.id if kind == "task" else None
    graded = {test.exercise for test in tests.values()} | {name for name, kind in kinds.items() if kind == "task"}
    return Notebook(
        name=path.stem,
        bonus=manifest["bonus"],
        manifest=manifest,
        tests=tests,
        sources={c.id: c.source for c in cells if kinds[c.id] in submission.RESTORED},
        tasks={c.id: float(c.metadata.nbgrader.points) for c in cells if kinds[c.id] == "task"},
        answers=answers,
        lines=frozenset(line.strip() for cell in code for line in cell.source.splitlines()),
        title=_headings(cells[0].source)[0]["title"].rpartition(" — ")[2] if _headings(cells[0].source) else path.stem,
        titles={name: title for name, title in _titles(cells, kinds).items() if name in graded},
    )


def _headings(source):
    """The headings of a text, without what stands in a block of code or in a mark scheme."""
    text = re.sub(r"^```.*?^```", "", source.partition("### BEGIN MARK SCHEME")[0], flags=re.MULTILINE | re.DOTALL)
    return [match for line in text.splitlines() if (match := HEADING.fullmatch(line.strip()))]


def _titles(cells, kinds):
    """The heading above every solution and question, behind the number of the exercise that it belongs to."""
    titles, number, title = {}, "", ""
    for cell in cells:
        if cell.cell_type == "markdown":
            for heading in _headings(cell.source):
                number, title = heading["number"] or number, heading["title"]
        if kinds[cell.id] in ("solution", "task"):
            titles[cell.id] = f"{number} {title}".strip()
    return titles


def _imports(sources):
    """Name to the import line that binds it, over the notebook's setup cells."""
    lines = {}
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for alias in node.names:
                    single = type(node)(**{**dict(ast.iter_fields(node)), "names": [alias]})
                    lines[(alias.asname or alias.name).split(".")[0]] = ast.unparse(single)
    return lines


def _test(notebook, cell, defined, imports):
    """A graded cell, after the lint: it may use its own names, imports, and the functions under test."""
    where = f"{notebook}, cell {cell.id}"
    tree = ast.parse(cell.source)
    loaded = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    bound |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    bound |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    bound |= set(_imports([cell.source]))
    free = loaded - bound - set(dir(builtins))
    unknown = sorted(free - defined - set(imports))
    if unknown:
        raise SheetError(f"{where}: {', '.join(unknown)} is neither a function under test nor imported in the setup")
    if bound & defined:
        raise SheetError(f"{where}: {', '.join(sorted(bound & defined))} is under test and bound in the cell itself")
    _lint_uses(where, tree, free & defined)
    exercise = exercise_of(cell.source)
    if exercise is None:
        raise SheetError(f"{where}: a line `checks.validate(...)` has to say which exercise is tested")
    return Test(
        id=cell.id,
        points=float(cell.metadata.nbgrader.points),
        exercise=exercise,
        source=cell.source,
        names=tuple(sorted(free & defined)),
        imports="\n".join(sorted(imports[name] for name in free & set(imports))),
        hash=hashlib.sha256(cell.source.encode()).hexdigest()[:16],
    )


def _lint_uses(where, tree, names):
    """A name under test is called, or handed to a helper that only calls it: a stand-in can do no more."""
    helpers = {line[0] for line in _imports([ast.unparse(tree)]).items() if line[1].startswith("from grading")}
    allowed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            allowed.add(id(node.func))
            if ast.unparse(node.func) in helpers or ast.unparse(node.func).startswith("checks."):
                allowed.update(map(id, node.args))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names and id(node) not in allowed:
            raise SheetError(f"{where}, line {node.lineno}: {node.id} may only be called, or given to a helper")


def kind_of(cell: nbformat.NotebookNode) -> str:
    """What a cell of a sheet is to the grader; see `sheet_utils.submission`.

    Args:
        cell: of the instructor's or the released notebook.

    Returns:
        "task", "graded", "solution", "locked", "text", "shown" or "setup".
    """
    grading = cell.metadata.get("nbgrader", {})
    if grading.get("task"):
        return "task"
    if grading.get("grade"):
        return "graded"
    if grading.get("solution"):
        return "solution"
    if grading.get("locked"):
        return "locked"
    if cell.cell_type != "code":
        return "text"
    return "shown" if "as-submitted" in cell.metadata.get("tags", []) else "setup"


def exercise_of(source: str) -> str | None:
    """The id of the exercise that a graded cell belongs to: the first argument of its `checks.validate`.

    Args:
        source: the cell's code.

    Returns:
        The id, or None where the cell calls no `checks.validate`.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "checks.validate" and node.args:
            return ast.literal_eval(node.args[0])
    return None
