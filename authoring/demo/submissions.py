"""Submissions made of the released sheet: filled in, damaged or hostile, for the demo and the tests."""

import copy
import json
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
    def solved(cls, sheet="sheet10", release=NOTEBOOKS, **changes):
        """Everything right, questions answered; `changes` replace answers (with _ for - in their names)."""
        answers = dict.fromkeys(own_answers(sheet), "solution")
        answers |= {name.replace("_", "-"): source for name, source in changes.items()}
        work = cls(sheet, answers, release)
        for notebook in work.notebooks.values():
            for cell in notebook["cells"]:
                if cell["id"].endswith("-answer"):
                    cell["source"] = ANSWER
        return work

    def cells(self, number=1):
        """The list of cells of the notebook with that number."""
        return self.notebooks[self.name(number)]["cells"]

    def names(self):
        return sorted(self.notebooks)

    def name(self, number=1):
        return self.names()[number - 1]

    def cell(self, name):
        """The cell of that id, wherever it is."""
        return next(c for notebook in self.notebooks.values() for c in notebook["cells"] if c["id"] == name)

    def insert(self, before, source, number=None, kind="code"):
        """Put a cell of the student's own in front of another one."""
        for notebook in self.notebooks.values():
            places = [k for k, cell in enumerate(notebook["cells"]) if cell["id"] == before]
            if places:
                cell = {"cell_type": kind, "id": f"mine-{len(notebook['cells'])}", "metadata": {}, "source": source}
                if kind == "code":
                    cell |= {"outputs": [], "execution_count": None}
                notebook["cells"].insert(places[0], cell)
                return cell
        raise KeyError(before)

    def text(self, number=1):
        """The notebook's file, as text."""
        return json.dumps(self.notebooks[self.name(number)], indent=1, ensure_ascii=False)

    def write(self, submitted, student, files=()):
        """Hand it in.

        Args:
            submitted: the folder with one folder per student.
            student: a name.
            files: dict of file name to bytes, in place of a notebook or beside; None leaves a notebook out.
        """
        folder = Path(submitted) / student / self.sheet
        folder.mkdir(parents=True, exist_ok=True)
        files = {**{f"{name}.ipynb": self.text(k + 1).encode("utf-8", "surrogatepass")
                    for k, name in enumerate(sorted(self.notebooks))}, **self.beside, **dict(files)}  # fmt: skip
        for name, data in files.items():
            if data is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
        return folder

    def copy(self):
        return copy.deepcopy(self)


def own_answers(sheet):
    """The instructor's answers, by solution cell."""
    found = {}
    for path in sorted((SOLUTIONS / sheet).glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                lines = cell.source.splitlines()
                found[cell.id] = "\n".join(line for line in lines if not line.strip().startswith("### "))
    return found
