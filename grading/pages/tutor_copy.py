"""The notebook as a tutor reads it in formgrader: the student's work, made harmless, with the tests' verdicts."""

import re

from grading import sanitise
from grading.sheet import Notebook
from grading.verdicts import CellRun, NotebookResult
from sheet_utils.submission import Submission

# Kinds of cells whose text is the sheet's own.
OURS = ("graded", "task", "locked")
# The tag of a cell that we ran ourselves, after a test of the same process: its output is for tutors only.
AFTER_A_TEST = "run-after-a-test"


def make(notebook: Notebook, submission: Submission, result: NotebookResult, rerun: bool = False) -> dict:
    """A notebook in nbformat 4.

    Args:
        notebook: a `grading.sheet.Notebook`.
        submission: a `sheet_utils.submission.Submission`.
        result: the `NotebookResult`.
        rerun: whether the outputs of our own run are shown in place of the student's.

    Returns:
        A plain dict, ready for JSON.
    """
    cells, left, tested = [], sanitise.NOTEBOOK, False
    kinds = {cell["id"]: cell for cell in notebook.manifest["cells"]}
    for cell in submission.cells:
        made = {
            "cell_type": cell.type,
            "id": re.sub(r"[^A-Za-z0-9_-]", "-", cell.id)[:60] or "cell",
            "metadata": _metadata(kinds.get(cell.id)),
            "source": cell.source if cell.kind in OURS else sanitise.clip(cell.source, max(left, 0)),
        }
        if cell.type == "code":
            given = cell.outputs
            run = result.runs.get(cell.id, CellRun())
            if rerun and cell.id in result.runs:
                given = run.outputs
                if tested:
                    made["metadata"]["tags"] = [AFTER_A_TEST]
            tested |= cell.kind == "graded"
            outputs, size = sanitise.outputs(given, left)
            left -= size
            if cell.kind == "graded":
                outputs = _verdict(result.cells.get(cell.id))
            elif run.was_stopped:
                outputs.append({"output_type": "stream", "name": "stdout",
                                "text": f"Grader: this cell {run.error.text or 'was not run'}."})  # fmt: skip
            if outputs and given and not rerun and cell.kind != "graded":
                made["metadata"]["tags"] = ["as-submitted"]
            made |= {"outputs": outputs, "execution_count": None}
        elif cell.kind in ("own", "text") and (cell.changed or cell.kind == "own"):
            made["cell_type"] = "markdown"
            made["source"] = sanitise.as_one_block(
                sanitise.render_markdown(sanitise.clip(cell.source), cell.attachments if left > 0 else None)
            )
        left -= len(made["source"])
        cells.append(made)
    return {
        "nbformat": 4, "nbformat_minor": 5, "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                     "language_info": {"name": "python"}},
    }  # fmt: skip


def _metadata(known):
    if known is None or known["kind"] in ("text", "setup", "shown"):
        return {}
    graded, task = known["kind"] == "graded", known["kind"] == "task"
    grading = {
        "grade": graded, "grade_id": known["id"], "locked": known["kind"] != "solution", "schema_version": 3,
        "solution": known["kind"] == "solution", "task": task, "cell_type": known["type"],
    }  # fmt: skip
    if graded or task:
        grading["points"] = known["points"]
    return {"nbgrader": grading}


def _verdict(verdict):
    if verdict is None:
        return []
    text = f"{verdict.outcome}: {verdict.points:g} of {verdict.max:g} points"
    if verdict.note:
        text += f"\n{verdict.note}"
    if verdict.error:
        text += f"\n{verdict.error}" + (f" in line {verdict.line}" if verdict.line else "")
    return [{"output_type": "stream", "name": "stdout", "text": text}]
