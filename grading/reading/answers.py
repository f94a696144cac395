"""What students answered to one question, out of the tutors' copies of their notebooks."""

import hashlib
from dataclasses import dataclass, field

from markupsafe import Markup

from grading import sanitise, sheet
from grading.folders import Folders
from grading.reading import fitting
from grading.records import record_files
from grading.records.record import Record

EMPTY_CELL = "The cell for the answer is empty; this stands elsewhere in the notebook."
NO_COPY = "The machine could not grade this notebook. Please look at the file itself: {path}."
NOTHING = "Nothing that can be shown here was found. The notebook as a whole has more."


@dataclass(frozen=True)
class Block:
    """A part of an answer.

    Attributes:
        kind: "words" (HTML), "code", "output" or "picture" (a data URI).
        content: of that kind.
        alt: what a picture shows.
    """

    kind: str
    content: str
    alt: str = ""


@dataclass(frozen=True)
class Answer:
    """One student's answer to one question.

    Attributes:
        student: the name of their folder.
        blocks: what it is made of.
        remark: what a tutor should know of how it was found, or "".
        text: its words, for comparisons.
        digest: a hash by which it is noticed that an answer has changed.
    """

    student: str
    blocks: tuple
    remark: str = ""
    text: str = field(repr=False, default="")
    digest: str = ""


class Shelf:
    """The answers of a class to one sheet; a file is read again only after it has changed.

    Args:
        folders: of the class.
        name: of the sheet.
    """

    def __init__(self, folders: Folders, name: str):
        self.folders, self.name = folders, name
        self._records, self._answers = {}, {}

    def records(self) -> dict[str, dict[str, Record]]:
        """The records of everybody.

        Returns:
            {student: {notebook: Record}}, without what cannot be read.
        """
        read = lambda path: _kept(self._records, path, lambda: record_files.read_record(path))
        return record_files.read_all(self.folders, self.name, read=read)

    def answers(self, notebook: sheet.Notebook, question: str) -> dict[str, Answer]:
        """Everybody's answer, without those who left it empty.

        Args:
            notebook: of the sheet.
            question: the id of its cell.

        Returns:
            {student: Answer}.
        """
        answers = {}
        for student, records in self.records().items():
            task = records[notebook.name].tasks.get(question) if notebook.name in records else None
            if task is not None and task.answered:
                path = self.folders.autograded(student, self.name) / f"{notebook.name}.ipynb"
                known = self._answers.setdefault(question, {})
                answers[student] = _kept(known, path, lambda who=student: self._answer(who, notebook, question))
        return answers

    def _answer(self, student, notebook, question):
        view = record_files.read_copy(self.folders, self.name, student, notebook.name)
        submitted = self.folders.submitted / student / self.name / f"{notebook.name}.ipynb"
        return _answer(student, view, notebook, question, submitted)

    def count_empty(self, notebook: sheet.Notebook, question: str) -> int:
        """How many left a question empty, or handed nothing in that could be read.

        Args:
            notebook, question: as for `answers`.

        Returns:
            The number of students; they have zero points and wait for nobody.
        """
        kept = [records[notebook.name] for records in self.records().values() if notebook.name in records]
        return sum(question in record.tasks and not record.tasks[question].answered for record in kept)


def _kept(known, path, read):
    """What `read` returned when the file was last as it is now."""
    state = (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None
    if path not in known or known[path][0] != state:
        known[path] = state, read()
    return known[path][1]


def whole(view: dict, question: str) -> tuple[list[Block], list[Block]]:
    """Every cell of a notebook.

    Args:
        view: the tutor's copy.
        question: the id of a question's cell.

    Returns:
        The blocks above the question, and those from the question on; the sheet's own text as it was written.
    """
    above, blocks = [], []
    for cell in view["cells"]:
        if cell["id"] == question:
            above, blocks = blocks, []
        if cell["cell_type"] == "markdown" and not sanitise.is_block(cell["source"]):
            blocks.append(Block("words", Markup(fitting.rendered(cell["source"]))))
        else:
            blocks += _blocks(cell)
    return above, blocks


def _answer(student, view, notebook, question, submitted):
    if view is None:
        return Answer(student, (), NO_COPY.format(path=submitted))
    kinds = {cell["id"]: cell["kind"] for cell in notebook.manifest["cells"]}
    every = view["cells"]
    named = [(cell["id"], kinds.get(cell["id"], "own")) for cell in every]
    # The sheet's text is a block where a student has changed it.
    cells = [every[k] for k in notebook.answer_cells(question, named)
             if named[k][1] == "own" or sanitise.is_block(every[k]["source"])]  # fmt: skip
    remark = ""
    if not any(map(_blocks, cells)):
        cells = [cell for cell, name in zip(every, named, strict=True)
                 if sanitise.is_block(cell["source"]) and notebook.may_answer(*name)]  # fmt: skip
        remark = EMPTY_CELL
    blocks = tuple(block for cell in cells for block in _blocks(cell))
    # What a picture or an output shows cannot be copied by retelling it.
    text = "\n".join(fitting.plain(cell["source"]) if sanitise.is_block(cell["source"]) else cell["source"]
                     for cell in cells)  # fmt: skip
    digest = hashlib.sha256(repr(blocks).encode("utf-8", "replace")).hexdigest()[:16]
    return Answer(student, blocks, remark if blocks else NOTHING, text, digest)


def _blocks(cell):
    if cell["cell_type"] != "code":
        shown = fitting.plain(cell["source"]).strip() or "<img" in cell["source"]
        return [Block("words", Markup(fitting.fitted(cell["source"])))] if shown else []
    blocks = [Block("code", cell["source"])] if cell["source"].strip() else []
    return blocks + [_output(output) for output in cell.get("outputs", [])]


def _output(output):
    kind, content, alt = sanitise.content(output)
    if kind == "picture":
        return Block("picture", content, alt or "a picture without a description")
    return Block("words", Markup(fitting.fitted(content))) if kind == "html" else Block("output", content)
