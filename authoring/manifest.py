"""What the loader has to know of a sheet, taken from its release: no solution, no hidden test, no mark scheme."""

import json

import nbformat

from authoring import translation
from grading.folders import ROOT
from grading.sheet import exercise_of, kind_of
from sheet_utils.submission import defined_names, fingerprint

PATH = ROOT / "data" / "sheets.json"
#: How many different versions of a cell are remembered.
RELEASES = 10


def describe(folder) -> dict[str, dict]:
    """The manifest of one released sheet.

    Args:
        folder: the folder with its released notebooks.

    Returns:
        {notebook: {"bonus": bool, "cells": [...]}}, and where it is translated "translated": {id of a cell: hashes}.
    """
    described = {}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        described[path.stem] = {"bonus": _is_bonus(notebook), "cells": [_cell(cell) for cell in notebook.cells]}
        texts = translation.texts(folder.name, path.stem)
        translated = {
            cell.id: [fingerprint(text, kind_of(cell)) for text in texts[cell.id]]
            for cell in notebook.cells
            if cell.id in texts
        }
        if translated:
            described[path.stem]["translated"] = translated
    return described


def write(sheet, folder, path=PATH) -> None:
    """Put the manifest of one released sheet into the file that travels with `sheet_utils`.

    Args:
        sheet: its name.
        folder: the folder with its released notebooks.
        path: the file; what it holds of other sheets stays.
    """
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    known[sheet] = with_earlier(known.get(sheet, {}), describe(folder))
    path.write_text(json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def with_earlier(before, now) -> dict[str, dict]:
    """A sheet's manifest with what earlier releases of it were, so that whoever works in one of them is not accused.

    Args:
        before: the manifest of the sheet until now, or {}.
        now: from `describe`.

    Returns:
        `now`, and in every notebook that has changed "earlier": {id of a cell: [[hash, points], ...]}, newest last.
    """
    for name, notebook in now.items():
        old = before.get(name, {"cells": []})
        current = {cell["id"]: [cell["hash"], cell["points"]] for cell in notebook["cells"]}
        earlier = {cell: list(marks) for cell, marks in old.get("earlier", {}).items()}
        for cell in old["cells"]:
            hashes = [cell["hash"], *old.get("translated", {}).get(cell["id"], ())]
            earlier.setdefault(cell["id"], []).extend([digest, cell["points"]] for digest in hashes)
        kept = {}
        for cell, marks in earlier.items():
            translated = notebook.get("translated", {}).get(cell, ())
            unlike = [mark for k, mark in enumerate(marks) if mark != current.get(cell)
                      and mark[0] not in translated and mark not in marks[k + 1 :]]  # fmt: skip
            if unlike:
                kept[cell] = unlike[-RELEASES:]
        if kept:
            notebook["earlier"] = kept
    return now


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
