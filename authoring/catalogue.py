"""The answers that the tests of a sheet are tested with: right ones of many shapes, and named mistakes.

`authoring/answers/<sheet>/<exercise>/` holds one answer per file, as it would stand in the solution cell: `right_*.py`,
`variant_*.py` for what is right and returns other numbers than the solution, `wrong_*.py`, and `other_*.py` for what is
wrong and yet no named mistake. A wrong one says at its top

    MISCONCEPTION   its id; several files may share one
    DESCRIPTION     what is wrong, one line; once per id
    HINT            the sentence that the student reads; once per id
    LOSES           the graded cells that must give no points

of which another one says LOSES alone. All other graded cells of the notebook must give all their points.
"""

import ast
import functools
import types
from dataclasses import dataclass

import nbformat

from grading.folders import ROOT

ANSWERS = ROOT / "authoring" / "answers"

FIELDS = ("MISCONCEPTION", "DESCRIPTION", "HINT", "LOSES")


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes:
        exercise: the id of the solution cell.
        name: the file's name without its ending, or "solution".
        source: the code.
        right: whether it is.
        variant: whether it is right with other numbers than the solution's, so that it needs a fingerprint of its own.
        misconception, description, hint: of a named mistake, else None.
        loses: graded cells that must give no points.
    """

    exercise: str
    name: str
    source: str
    right: bool = True
    variant: bool = False
    misconception: str | None = None
    description: str | None = None
    hint: str | None = None
    loses: tuple = ()


class CatalogueError(ValueError):
    """An answer's file does not say what it must; the message names it."""


@functools.cache
def read_notebook(path) -> dict[str, nbformat.NotebookNode]:
    """Read a notebook, once however often it is asked for.

    Args:
        path: of its file.

    Returns:
        Its cells by id, in order.
    """
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def solution(sheet, notebook, exercise) -> Answer:
    """The instructor's own answer to an exercise.

    Args:
        sheet, notebook: their names, without an ending.
        exercise: the id of the solution cell.

    Returns:
        The `Answer`, whose name is "solution".
    """
    path = ROOT / "solutions" / sheet / f"{notebook}.ipynb"
    return Answer(exercise, "solution", read_notebook(path)[exercise].source)


def read_answers(sheet, exercise) -> list[Answer]:
    """Read all answers to an exercise from `authoring/answers`.

    Args:
        sheet: its name.
        exercise: the id of the solution cell.

    Returns:
        The answers in the order of their names.

    Raises:
        CatalogueError: a wrong answer lacks a field, or an id is described twice or not at all.
    """
    answers = []
    for path in sorted((ANSWERS / sheet / exercise).glob("*.py")):
        source = path.read_text()
        fields = _fields(source)
        if path.stem.startswith("right_"):
            answers.append(Answer(exercise, path.stem, source))
        elif path.stem.startswith("variant_"):
            answers.append(Answer(exercise, path.stem, source, variant=True))
        elif fields.get("LOSES") and ("MISCONCEPTION" in fields) == path.stem.startswith("wrong_"):
            texts = {name.lower(): fields.get(name) for name in FIELDS[:3]}
            answers.append(Answer(exercise, path.stem, source, right=False, loses=tuple(fields["LOSES"]), **texts))
        else:
            raise CatalogueError(f"{path}: a wrong_ answer needs MISCONCEPTION and LOSES, an other_ answer LOSES alone")
    return _described(answers)


def _described(answers):
    """Every wrong answer with the description and the hint of its id."""
    texts = {}
    for answer in answers:
        if answer.description or answer.hint:
            if answer.misconception in texts or not (answer.description and answer.hint):
                raise CatalogueError(f"{answer.name}: {answer.misconception} is described twice, or by half")
            texts[answer.misconception] = {"description": answer.description, "hint": answer.hint}
    missing = sorted({a.misconception for a in answers if a.misconception} - texts.keys())
    if missing:
        raise CatalogueError(f"no DESCRIPTION and HINT for {', '.join(missing)}")
    return [Answer(**{**vars(a), **texts.get(a.misconception, {})}) for a in answers]


def _fields(source):
    """The constants at the top of an answer, read without running it."""
    constants = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) in FIELDS:
            constants[node.targets[0].id] = ast.literal_eval(node.value)
    return constants


def functions(answer, prelude, around=None) -> dict[str, object]:
    """Run an answer.

    Args:
        answer: an `Answer`.
        prelude: code that runs first, such as the notebook's imports.
        around: another answer that runs before it, such as the forward run that a loss calls.

    Returns:
        The namespace afterwards, which holds the functions that the answer defines.
    """
    namespace = {"__name__": "answer"}
    named = [(one.source, f"{one.exercise}/{one.name}") for one in (around, answer) if one]
    for source, name in [(prelude, "prelude"), *named]:
        exec(compiled(source, name), namespace)
    return namespace


@functools.cache
def compiled(source, name) -> types.CodeType:
    """Compile code, once however often it is run.

    Args:
        source: the code.
        name: what stands in a traceback in place of a file's name.

    Returns:
        The code object.
    """
    return compile(source, f"<{name}>", "exec")
