"""What belongs to a sheet: its manifest, and how a cell is known again."""

import ast
import hashlib
import json
import re

from sheet_utils.files import data_path

#: Kinds in which students write nothing.
NOT_WRITTEN = ("graded", "task", "locked")


def manifests() -> dict:
    """The manifests of all sheets, from `data/sheets.json`.

    Returns:
        {sheet: {notebook: {"bonus": ..., "cells": [...]}}}, each cell a dict with id, kind, type, points and hash.
    """
    path = data_path("sheets.json")
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def fingerprint(source: str, kind: str = "own") -> str:
    """A hash of a cell's text that blanks at the ends of lines and of the cell do not change.

    In what students do not write, letters that a wrong encoding damages do not change it either: a file saved as
    Latin-1 is no edited test.

    Args:
        source: the cell's text.
        kind: the cell's kind, see `Cell`.

    Returns:
        20 hexadecimal digits.
    """
    if kind in NOT_WRITTEN:
        source = re.sub(r"[^\n -~]|\?", "", source)
    lines = [line.rstrip() for line in source.strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:20]


def current_hashes(known: dict, sheet: dict) -> set[str]:
    """The hashes of a cell as it is released today, in every language.

    Args:
        known: the cell in the manifest.
        sheet: the notebook's manifest; its "translated" holds {id: [hash, ...]}.

    Returns:
        Hashes as `fingerprint` gives them.
    """
    return {known["hash"], *sheet.get("translated", {}).get(known["id"], ())}


def released_hashes(known: dict, sheet: dict) -> set[str]:
    """The hashes of a cell as it was ever released: of this release, and of the earlier ones that a student may have.

    Args:
        known: the cell in the manifest.
        sheet: the notebook's manifest; its "earlier" holds {id: [[hash, points], ...]}.

    Returns:
        Hashes as `fingerprint` gives them.
    """
    return current_hashes(known, sheet) | {digest for digest, _ in sheet.get("earlier", {}).get(known["id"], ())}


def defined_names(source: str) -> list[str]:
    """The functions and classes that a piece of code defines at its top level, also where it does not compile.

    Args:
        source: the code.

    Returns:
        Their names, in order.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.findall(r"^(?:def|class)\s+(\w+)", source, re.MULTILINE)
    return [n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
