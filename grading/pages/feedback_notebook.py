"""Feedback in the notebook: the released notebook with the student's own answers, and what was said of each below it.

A student can go on in it: it runs like the one that was given out. Every cell that is not the student's comes from the
release, which holds no hidden test and no mark scheme.
"""

import json
from collections.abc import Collection
from pathlib import Path

from grading.folders import NOTEBOOKS, Folders
from grading.pages import feedback, template
from grading.pages.class_results import ClassResults
from grading.pages.feedback import ExercisePart, NotebookPart
from grading.records import record_files
from grading.sanitise import as_one_block


def make(results: ClassResults, student: str, name: str, part: NotebookPart) -> dict:
    """One notebook of one student with its feedback.

    Args:
        results: of the class.
        student: the name of their folder.
        name: of the notebook.
        part: what the student's page says of it.

    Returns:
        A notebook in nbformat 4, ready for JSON; without outputs.
    """
    released = json.loads((NOTEBOOKS / results.name / f"{name}.ipynb").read_text("utf-8"))
    view = record_files.read_copy(results.folders, results.name, results.source(student), name) or {"cells": []}
    handed_in = {cell["id"]: cell for cell in view["cells"]}
    exercises = {exercise.anchor.partition("-")[2]: exercise for exercise in part.exercises}
    # Words on an answer stand below it, and not between a question and its answer.
    below = {results.notebooks[name].answers.get(exercise, exercise): exercise for exercise in exercises}
    cells = []
    for cell in released["cells"]:
        own = handed_in.get(cell["id"])
        if own and (cell["metadata"].get("nbgrader", {}).get("solution") or cell["id"].endswith("-answer")):
            cell["source"] = own["source"]
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        cells.append(cell)
        if cell["id"] in below:
            cells.append(_said(exercises[below[cell["id"]]]))
    return {**released, "cells": cells}


def _said(exercise: ExercisePart) -> dict:
    """What was said of an exercise, as a cell."""
    said = template.render("feedback_cell.html.j2", part=exercise)
    return {"cell_type": "markdown", "id": f"feedback-{exercise.anchor}"[:64], "metadata": {"tags": ["feedback"]},
            "source": as_one_block(said)}  # fmt: skip


def write(name: str, folders: Folders, students: Collection[str] | None = None) -> list[Path]:
    """Write the notebooks of all students that were graded.

    Args:
        name: of the sheet.
        folders: of the class.
        students: names, or None for all.

    Returns:
        The list of files written.
    """
    written = []
    for results, student, parts in feedback.graded(name, folders, students):
        for notebook, part in parts.items():
            path = folders.feedback(student, name) / f"{notebook}.ipynb"
            text = json.dumps(make(results, student, notebook, part), indent=1, ensure_ascii=False)
            record_files.replace_file(path, text)
            written.append(path)
    return written
