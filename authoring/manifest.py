"""What the loader has to know of a sheet, taken from its release: no solution, no hidden test, no mark scheme."""

import json

import nbformat

from grading.folders import ROOT
from grading.sheet import exercise_of, kind_of
from sheet_utils.submission import defined_names, fingerprint

PATH = ROOT / "data" / "sheets.json"


def describe(folder) -> dict[str, dict]:
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


def write(sheet, folder, path=PATH) -> None:
    """Put the manifest of one released sheet into the file that travels with `sheet_utils`.

    Args:
        sheet: its name.
        folder: the folder with its released notebooks.
        path: the file; what it holds of other sheets stays.
    """
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    known[sheet] = describe(folder)
    path.write_text(json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def _is_bonus(notebook):
    """Whether the notebook's title ends with "(bonus)": what a student reads is what counts."""
    titles = [line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("# ")]
    return bool(titles) and titles[0].rstrip().endswith("(bonus)")


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
