"""What the loader has to know of a sheet, taken from its release: no solution, no hidden test, no mark scheme."""

import ast
import json

import nbformat

from course.folders import NOTEBOOKS
from sheet_utils.submission import defined_names, fingerprint

PATH = NOTEBOOKS.parent / "data" / "sheets.json"


def describe(folder):
    """The manifest of one released sheet.

    Args:
        folder: the folder with its released notebooks.

    Returns:
        {notebook: {"bonus": bool, "cells": [...]}}.
    """
    return {
        path.stem: {"bonus": _is_bonus(notebook), "cells": [_cell(cell) for cell in notebook.cells]}
        for path in sorted(folder.glob("*.ipynb"))
        for notebook in [nbformat.read(path, as_version=4)]
    }


def write(sheet, folder, path=PATH):
    """Put the manifest of one released sheet into the file that travels with `sheet_utils`."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    known[sheet] = describe(folder)
    path.write_text(json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def _is_bonus(notebook):
    """Whether the notebook's title ends with "(bonus)": what a student reads is what counts."""
    titles = [line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("# ")]
    return bool(titles) and titles[0].rstrip().endswith("(bonus)")


def kind_of(cell):
    """What a cell of a sheet is to the grader; see `sheet_utils.submission`."""
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


def exercise_of(source):
    """The id of the exercise that a graded cell belongs to: the first argument of its `checks.validate`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "checks.validate" and node.args:
            return ast.literal_eval(node.args[0])
    return None


def _cell(cell):
    kind = kind_of(cell)
    return {
        "id": cell.id,
        "type": cell.cell_type,
        "kind": kind,
        "points": float(cell.metadata.get("nbgrader", {}).get("points", 0)),
        "hash": fingerprint(cell.source, kind),
        "names": defined_names(cell.source) if kind == "solution" else [],
        "exercise": exercise_of(cell.source) if kind == "graded" else None,
    }
