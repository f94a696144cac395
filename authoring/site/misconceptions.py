"""The named mistakes of every exercise, from the catalogue, under the headings of the released notebooks."""

import re
from pathlib import Path

import nbformat

from authoring import catalogue
from grading.folders import NOTEBOOKS


def read_all(notebooks: Path = NOTEBOOKS) -> dict[str, list[tuple[str, list[str]]]]:
    """Read the descriptions of all mistakes.

    Args:
        notebooks: the folder of released notebooks.

    Returns:
        {sheet: [(the exercise's heading, its mistakes, one line of Markdown each), …]}, in the order of the notebooks.
    """
    sheets = {}
    for path in sorted(notebooks.glob("sheet*/*.ipynb")):
        heading = ""
        for cell in nbformat.read(path, as_version=4).cells:
            # A cell may open a part of the notebook and its first exercise.
            if cell.cell_type == "markdown" and (headings := re.findall(r"^#{2,3} (.+)", cell.source, re.M)):
                heading = headings[-1]
            answers = catalogue.read_answers(path.parent.name, cell.id) if _is_solution(cell) else []
            # A product sign in front would begin a list.
            lines = {a.misconception: re.sub(r"^\*", r"\\*", a.description) for a in answers if a.misconception}
            if lines:
                sheets.setdefault(path.parent.name, []).append((heading, sorted(lines.values())))
    return sheets


def _is_solution(cell):
    return cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution", False)
