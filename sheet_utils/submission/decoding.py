"""From the bytes of a file, however damaged, to the cells that can be read in it."""

import json
import re

LARGEST, CELLS, SOURCE = 150_000_000, 2_000, 200_000
# Characters of a damaged file that are read in vain before the rest is given up, as a multiple of its length: each try
# to read a cell may go to the end.
IN_VAIN = 4
#: How much of a damaged file is looked at first for one cell; of a cell that goes on, twice as much, and so on.
WINDOW = 4096
# In a merge conflict: between the first side and the second, where a tool writes the common ancestor.
BASE = 3


class Unreadable(ValueError):
    """A file in which no notebook can be found; the text says why, in plain words."""


def read(data: bytes) -> tuple[list[dict], list[str]]:
    """Find the cells in the bytes of a file.

    Args:
        data: the file's content.

    Returns:
        (cells, notes): a list of plain dicts with cell_type, id, metadata, source, outputs and attachments, and
        what was repaired.

    Raises:
        Unreadable: there is no notebook in it.
    """
    notes = []
    if len(data) > LARGEST:
        raise Unreadable(f"The file has more than {LARGEST // 1_000_000} MB.")
    text = _decoded(data, notes)
    if not text.strip("\0 \t\r\n"):
        raise Unreadable("The file is empty.")
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise Unreadable("The file is a web page, not a notebook. Download the notebook itself.")
    tree = _parsed(text, notes)
    listed = _cells_of(tree, notes)
    cells = []
    for cell in listed[:CELLS]:
        if isinstance(cell, dict):
            cells.append(_cleaned(cell, notes))
        else:
            note(notes, "Something that is no cell was left out.")
    if len(listed) > CELLS:
        note(notes, f"Only the first {CELLS} cells were read.")
    return cells, notes


def note(notes: list[str], text: str) -> None:
    """Add a line to the notes, unless it is there already.

    Args:
        notes: what was repaired so far.
        text: the line.
    """
    if text not in notes:
        notes.append(text)


def _decoded(data, notes):
    marks = [(b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
             (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]  # fmt: skip
    encoding = next((name for mark, name in marks if data.startswith(mark)), None)
    if encoding is None and len(data) > 3 and 0 in data[:4]:
        encoding = "utf-16-le" if data[1] == 0 else "utf-16-be" if data[0] == 0 else None
    if encoding is not None:
        note(notes, f"The file was saved as {encoding}; it was converted to UTF-8.")
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data[: error.start].decode("utf-8")
        note(notes, "The file was not saved as UTF-8; it was read as Latin-1.")
        return data.decode("cp1252", "replace")


def _loads(text):
    # A number of thousands of digits is refused by Python, and no notebook holds one.
    return json.loads(text, strict=False, parse_int=lambda digits: int(digits) if len(digits) < 20 else 0)


def _parsed(text, notes):
    try:
        return _loads(text)
    except RecursionError:
        raise Unreadable("The file is nested too deeply for a notebook.") from None
    except ValueError:
        pass
    if "<<<<<<<" in text:
        # The first side of a conflict is the student's own branch.
        for side in (1, 2):
            try:
                tree = _loads(_one_side(text, side))
            except (ValueError, RecursionError):
                continue
            note(notes, "The file holds markers of a merge conflict; one side of each was taken.")
            return tree
    cells = _salvaged(text)
    if not cells:
        raise Unreadable("The file is damaged: no cell in it can be read.")
    note(notes, f"The file is damaged or cut off; {len(cells)} cells could be saved.")
    return {"cells": cells}


def _one_side(text, side):
    """Text with one side of every merge conflict in it, and without the markers and the common ancestor."""
    lines, where = [], 0
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            where = 1
        elif line.startswith("|||||||") and where == 1:
            where = BASE
        elif line.startswith("=======") and where in (1, BASE):
            where = 2
        elif line.startswith(">>>>>>>") and where:
            where = 0
        elif where in (0, side):
            lines.append(line)
    return "".join(lines)


def _salvaged(text):
    """The cells that can be read one by one from text that is not JSON as a whole."""
    start = re.search(r'"(?:cells)"\s*:\s*\[', text)
    position, cells = start.end() if start else 0, []
    begin = re.compile(r'\{\s*"(?:cell_type|attachments|execution_count|id|metadata)"')
    in_vain = 0
    while len(cells) < CELLS and in_vain <= IN_VAIN * len(text) and (match := begin.search(text, position)):
        cell, read = _decoded_cell(text, match.start())
        if cell is None:
            in_vain += read
            position = match.end()
            continue
        position = match.start() + read
        if isinstance(cell, dict) and "cell_type" in cell:
            cells.append(cell)
    return cells


def _decoded_cell(text, start):
    """The JSON value that begins at a place of a text, and how many characters were read; (None, those) if it is none.

    Only a window is given to the decoder, which for every error counts the lines of all that it was given: over a
    whole file that would be quadratic.
    """
    decoder, window, read = json.JSONDecoder(strict=False), WINDOW, 0
    while True:
        part = text[start : start + window]
        read += len(part)
        try:
            cell, end = decoder.raw_decode(part)
            return cell, end
        except RecursionError:
            return None, read
        except ValueError as error:
            # An error before the window's end is one of the text. Near its end, or in a string, the window may be it.
            broken = error.pos < len(part) - 16 and not error.msg.startswith("Unterminated string")
            if broken or len(part) < window:
                return None, read
        window *= 2


def _cells_of(tree, notes):
    if not isinstance(tree, dict):
        raise Unreadable("The file is not a notebook.")
    version = tree.get("nbformat", 4)
    cells = tree.get("cells")
    if not isinstance(cells, list) and isinstance(tree.get("worksheets"), list):
        note(notes, "The notebook has an old format; it was brought up to date.")
        sheets = [sheet.get("cells") for sheet in tree["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for some in sheets if isinstance(some, list) for cell in some]
    elif version != 4:
        note(notes, f"The notebook says it has format {str(version)[:20]}; it was read as format 4.")
    if not isinstance(cells, list):
        if not {"nbformat", "metadata", "cells"} & tree.keys():
            raise Unreadable("The file is not a notebook.")
        cells = []
    if not cells:
        note(notes, "The notebook has no cells.")
    if not isinstance(tree.get("metadata", {}), dict):
        note(notes, "The notebook's metadata was damaged and left out.")
    return cells


def _cleaned(cell, notes):
    kind = cell.get("cell_type")
    if kind == "heading":
        kind = "markdown"
    if kind not in ("code", "markdown", "raw"):
        note(notes, "A cell of an unknown type was read as text.")
        kind = "raw"
    metadata = cell.get("metadata")
    if not isinstance(metadata, dict):
        note(notes, "Cells without metadata were completed.")
        metadata = {}
    outputs = cell.get("outputs", [] if kind != "code" else None)
    if not isinstance(outputs, list):
        note(notes, "Cells without outputs were completed.")
        outputs = []
    grading = metadata.get("nbgrader")
    if "nbgrader" in metadata and not isinstance(grading, dict):
        note(notes, "Damaged grading metadata was restored.")
        grading = {}
    tags = metadata.get("tags")
    attachments = cell.get("attachments")
    name = cell.get("id")
    return {
        "type": kind,
        "id": name if isinstance(name, str) else "",
        "grading": grading or {},
        "tags": [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        "source": _text(cell.get("source", cell.get("input", "")), notes),
        "outputs": [output for output in outputs if isinstance(output, dict)],
        "attachments": attachments if isinstance(attachments, dict) else {},
    }


def _text(value, notes):
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        note(notes, "A cell without text was completed.")
        return ""
    if len(value) > SOURCE:
        note(notes, f"A cell of more than {SOURCE} characters was cut.")
        value = value[:SOURCE]
    if "\0" in value:
        note(notes, "NUL characters were taken out.")
        value = value.replace("\0", "")
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if whole != value:
        note(notes, "Half characters (lone surrogates) were replaced.")
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"^<{7} ", whole, re.MULTILINE) and re.search(r"^>{7} ", whole, re.MULTILINE):
        note(notes, "A cell holds markers of a merge conflict; the first side was taken.")
        whole = _one_side(whole, 1)
    return whole
