"""What the released notebooks say of themselves: goals, time, points, what is needed, and the exercises."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from grading.folders import NOTEBOOKS

#: Which notebooks build on which: those of another sheet, or an earlier one that is not simply the one before.
#: A notebook that is not named builds on the one before it in its sheet.
BUILDS_ON = {
    "sheet09/1": (), "sheet09/2": ("sheet09/1",), "sheet09/3": ("sheet09/1",), "sheet09/4": ("sheet09/2",),
    "sheet09/5": ("sheet09/2",),
    "sheet10/1": ("sheet09/3",), "sheet10/2": ("sheet10/1",), "sheet10/3": ("sheet10/1",), "sheet10/4": ("sheet10/1",),
    "sheet11/1": ("sheet09/3",), "sheet12/1": ("sheet09/2",),
}  # fmt: skip

#: Which exercises train and test a notebook's goals, goal by goal, by their numbers within the notebook; "" stands for
#: a goal that is trained by experiments in the text, without points.
TRAINED_BY = {
    "sheet09/1": ("1 4", "2", "3", "4"),
    "sheet09/2": ("1 4", "1", "2", "3", "4"),
    "sheet09/3": ("1", "2 4", "3 4"),
    "sheet09/4": ("1", "2 3", "4"),
    "sheet09/5": ("1", "1 2", "2", "3"),
    "sheet10/1": ("1 2", "3", "4"),
    "sheet10/2": ("1 2", "1 2 3", "4", "5 6"),
    "sheet10/3": ("2 3", "1", "3"),
    "sheet10/4": ("1", "2", "3"),
    "sheet11/1": ("1 6", "2", "6", "3", "1 4 5"),
    "sheet11/2": ("", "1", "2", "2"),
    "sheet11/3": ("2", "1", "2", "2"),
    "sheet11/4": ("2", "1", "2"),
    "sheet11/5": ("1", "2", "3"),
    "sheet12/1": ("1 2", "1 3", "3"),
    "sheet12/2": ("1 2", "3 5", "4 5", "6"),
    "sheet12/3": ("1", "2", "3", "4"),
    "sheet12/4": ("1", "3", "2 3"),
    "sheet12/5": ("", "1", "2", "2"),
}


@dataclass(frozen=True)
class Exercise:
    """One heading that earns points.

    Attributes:
        number: such as "1.3", or "" where the heading has none.
        title: what it is called.
        points, minutes: as the notebook states them; minutes is None where it states none.
        anchor: the id of the cell that opens it.
    """

    number: str
    title: str
    points: float
    minutes: int | None
    anchor: str


@dataclass(frozen=True)
class Notebook:
    """One released notebook.

    Attributes:
        sheet, name: the folder and the file's stem.
        title: without the sheet's number.
        minutes, points: as its first cell states them.
        needs: what a reader should know before, a sentence.
        goals: what a reader can do afterwards.
        exercises: in order.
    """

    sheet: str
    name: str
    title: str
    minutes: int
    points: int
    needs: str
    goals: tuple[str, ...]
    exercises: tuple[Exercise, ...]

    @property
    def key(self) -> str:
        """Such as "sheet10/1"."""
        return f"{self.sheet}/{self.name.split('_')[0]}"

    @property
    def trained(self) -> list[tuple[str, list[Exercise]]]:
        """Every goal with the exercises that train and test it.

        Raises:
            ValueError: the notebook has other goals, or other exercises, than `TRAINED_BY` knows.
        """
        exercises = {exercise.number.split(".")[1]: exercise for exercise in self.exercises}
        numbers = [goal.split() for goal in TRAINED_BY.get(self.key, ())]
        if len(numbers) != len(self.goals) or {one for goal in numbers for one in goal} != set(exercises):
            raise ValueError(
                f"{self.key}: TRAINED_BY has to name {len(self.goals)} goals and {len(exercises)} exercises"
            )
        return [(goal, [exercises[one] for one in ones]) for goal, ones in zip(self.goals, numbers, strict=True)]

    @property
    def builds_on(self) -> tuple[str, ...]:
        """The keys of the notebooks that come before it."""
        number = int(self.name.split("_")[0])
        return BUILDS_ON.get(self.key, (f"{self.sheet}/{number - 1}",) if number > 1 else ())


def read(path: Path) -> Notebook:
    """Read one notebook.

    Args:
        path: of a released notebook.

    Returns:
        What it says of itself.

    Raises:
        ValueError: its first cell has no title, time or points; the text names the file and what is missing.
    """
    cells = nbformat.read(path, as_version=4).cells
    head = cells[0].source
    title = re.match(r"# Sheet \d+ · \d+ — (.+)", head)
    minutes, points = re.search(r"\*\*Time\*\* about (\d+) minutes", head), re.search(r"\*\*Points\*\* (\d+)", head)
    for name, match in (("a title", title), ("**Time** about … minutes", minutes), ("**Points** …", points)):
        if not match:
            raise ValueError(f"{path.name}: the first cell has no {name}")
    needs = re.search(r"\*\*You need\*\* (.+)", head)
    _, _, after = head.partition("After this notebook you can")
    goals = re.findall(r"^- (.+?)[;.]?$", after.split("\n\n|")[0], re.M)
    exercises = tuple(_exercises(cells))
    return Notebook(path.parent.name, path.stem, title[1], int(minutes[1]), int(points[1]),
                    needs[1].rstrip(". ") if needs else "", tuple(goals), exercises)  # fmt: skip


def _exercises(cells):
    """Every "Exercise …" with the points of the graded cells and tasks that follow it."""
    found, points = [], []
    for cell in cells:
        heading = re.search(r"^#{2,3} Exercise ([\d.]+) — (.+)", cell.source, re.M)
        if heading and cell.cell_type == "markdown":
            minutes = re.search(r"about (\d+) minutes", cell.source)
            found.append((heading[1], heading[2], int(minutes[1]) if minutes else None, cell.id))
            points.append(0.0)
        if points:
            points[-1] += cell.metadata.get("nbgrader", {}).get("points", 0)
    for (number, title, minutes, anchor), total in zip(found, points, strict=True):
        if total:
            yield Exercise(number, title, total, minutes, anchor)


def read_all(folder: Path = NOTEBOOKS) -> list[Notebook]:
    """Read every released notebook.

    Args:
        folder: with one folder per sheet.

    Returns:
        In the order of the course.

    Raises:
        ValueError: as in `read`; or a notebook builds on one that is not there.
    """
    notebooks = [read(path) for path in sorted(folder.glob("sheet*/*.ipynb"))]
    known = {notebook.key for notebook in notebooks}
    for notebook in notebooks:
        if missing := set(notebook.builds_on) - known:
            raise ValueError(f"{notebook.key} builds on {', '.join(sorted(missing))}, which is not there")
    return notebooks
