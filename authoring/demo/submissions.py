"""Submissions made of the released sheet: filled in, damaged or hostile, for the demo and the tests."""

import json
import pickle
from pathlib import Path

import nbformat

from grading.folders import NOTEBOOKS, SOLUTIONS

ANSWER = "After a reset only the hidden units carry the past, and the norm of the product shrinks from there on."


class Work:
    """One student's notebooks, as plain dicts that anything can be done to.

    Args:
        sheet: the sheet's name.
        answers: dict of solution cell's id to source; "solution" stands for the instructor's own. What is not
            named stays as it was released.
        release: the folder with the released sheets.
    """

    def __init__(self, sheet="sheet10", answers=(), release=NOTEBOOKS):
        self.sheet, self.release, self.beside = sheet, release, {}
        self.notebooks = {}
        for path in sorted((Path(release) / sheet).glob("*.ipynb")):
            notebook = json.loads(path.read_text("utf-8"))
            for cell in notebook["cells"]:
                cell["source"] = "".join(cell["source"])
            self.notebooks[path.stem] = notebook
        for name, source in dict(answers).items():
            self.cell(name)["source"] = own_answers(sheet)[name] if source == "solution" else source

    @classmethod
    def solved(cls, sheet="sheet10", release=NOTEBOOKS, **changes) -> "Work":
        """A submission in which everything is right and all questions are answered, but for some changes.

        Args:
            sheet, release: as for `Work`.
            **changes: answers that replace right ones, by solution cell; an id is written with _ in place of -.

        Returns:
            The new `Work`.
        """
        answers = dict.fromkeys(own_answers(sheet), "solution")
        answers |= {name.replace("_", "-"): source for name, source in changes.items()}
        work = cls(sheet, answers, release)
        for notebook in work.notebooks.values():
            for cell in notebook["cells"]:
                if cell["id"].endswith("-answer"):
                    cell["source"] = ANSWER
        return work

    def cells(self, number=1) -> list[dict]:
        """The cells of one notebook.

        Args:
            number: of the notebook, from 1.

        Returns:
            The list itself: changing it changes the notebook.
        """
        return self.notebooks[self.name(number)]["cells"]

    def names(self) -> list[str]:
        """The names of the notebooks, in order."""
        return sorted(self.notebooks)

    def name(self, number=1) -> str:
        """The name of one notebook.

        Args:
            number: of the notebook, from 1.

        Returns:
            The name without an ending.
        """
        return self.names()[number - 1]

    def cell(self, name) -> dict:
        """A cell of any of the notebooks.

        Args:
            name: the id of the cell.

        Returns:
            The cell itself: changing it changes the notebook.
        """
        return next(c for notebook in self.notebooks.values() for c in notebook["cells"] if c["id"] == name)

    def insert(self, before, source, kind="code") -> dict:
        """Put a cell of the student's own in front of another one.

        Args:
            before: the id of the other cell.
            source: the text of the new cell.
            kind: "code" or "markdown".

        Returns:
            The new cell.

        Raises:
            KeyError: no notebook has a cell of that id.
        """
        for notebook in self.notebooks.values():
            positions = [k for k, cell in enumerate(notebook["cells"]) if cell["id"] == before]
            if positions:
                cell = {"cell_type": kind, "id": f"own-{len(notebook['cells'])}", "metadata": {}, "source": source}
                if kind == "code":
                    cell |= {"outputs": [], "execution_count": None}
                notebook["cells"].insert(positions[0], cell)
                return cell
        raise KeyError(before)

    def text(self, number=1) -> str:
        """The file of one notebook.

        Args:
            number: of the notebook, from 1.

        Returns:
            The file's text, JSON.
        """
        return json.dumps(self.notebooks[self.name(number)], indent=1, ensure_ascii=False)

    def write(self, submitted, student, files=()) -> Path:
        """Hand in.

        Args:
            submitted: the folder with one folder per student.
            student: a name.
            files: dict of file name to bytes, in place of a notebook or beside; None leaves a notebook out.

        Returns:
            The student's folder for the sheet.
        """
        folder = Path(submitted) / student / self.sheet
        folder.mkdir(parents=True, exist_ok=True)
        given = {**self.beside, **dict(files)}
        own = {f"{name}.ipynb": number for number, name in enumerate(self.names(), start=1)}
        # In the order of the notebooks; one that is left out or replaced need not be put into words.
        for name in {**own, **given}:
            data = given[name] if name in given else self.text(own[name]).encode("utf-8", "surrogatepass")
            if data is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
        return folder

    def copy(self) -> "Work":
        """A copy that shares nothing with this one."""
        # All is plain data, of which this makes a copy in half of the time that `copy.deepcopy` takes.
        return pickle.loads(pickle.dumps(self, pickle.HIGHEST_PROTOCOL))


def own_answers(sheet) -> dict[str, str]:
    """The instructor's answers to all exercises of a sheet.

    Args:
        sheet: its name.

    Returns:
        The source of every solution cell, by its id.
    """
    answers = {}
    for path in sorted((SOLUTIONS / sheet).glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                lines = cell.source.splitlines()
                answers[cell.id] = "\n".join(line for line in lines if not line.strip().startswith("### "))
    return answers
