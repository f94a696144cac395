"""Read a submitted notebook, however damaged, and put it in order against the sheet it belongs to.

The grader and the students' preflight share this loader, so that both see the same. It needs no solution: the
sheet is known by its manifest (`data/sheets.json`): ids, kinds, points and hashes of the released cells.
Everything here is deterministic, and says in plain words what it changed.
"""

import ast
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field

from sheet_utils.runtime import data_path

LARGEST, CELLS, SOURCE = 150_000_000, 2_000, 200_000
# Characters of a damaged file that are read in vain before the rest is given up, as a multiple of its length: each try
# to read a cell may go to the end.
IN_VAIN = 4
# How much of a damaged file is looked at first for one cell; a cell that goes on is looked at again, in twice as much.
WINDOW = 4096
# In a merge conflict: between the first side and the second, where a tool writes the common ancestor.
BASE = 3
# Kinds of a sheet's cells: "graded" holds hidden tests, "task" a question that a tutor reads, "solution" the
# student's function, "setup" code that is run as it stands, "shown" code that is run by the student alone,
# "locked" a text that nobody changes, "text" any other. A student's own cells are of the kind "own".
RESTORED = {"graded", "task", "locked", "setup"}
#: Kinds in which students write nothing.
NOT_WRITTEN = ("graded", "task", "locked")
EARLIER_RELEASE = (
    "The notebook is from an earlier release of the sheet. That is fine; it is graded by the tests of today."
)
TAMPERING_TAGS = {"skip-execution", "raises-exception"}


class Unreadable(ValueError):
    """A file in which no notebook can be found; the text says why, in plain words."""


@dataclass
class Cell:
    """One cell of a submission, in order."""

    id: str
    kind: str
    type: str
    source: str
    outputs: list = field(default_factory=list)
    attachments: dict = field(default_factory=dict)
    changed: bool = True


@dataclass
class Submission:
    """A notebook that has been put in order.

    Attributes:
        cells: the list of `Cell`; every graded cell and every question of the sheet is among them, once.
        notes: what was repaired, for the student.
        flags: (kind, evidence) pairs, for the tutor.
        missing: ids of solution cells that are not there.
    """

    cells: list
    notes: list
    flags: list
    missing: list


# --- The sheet's manifest. ------------------------------------------------------------------------


def manifests():
    """The manifests of all sheets: {sheet: {notebook: {"bonus": ..., "cells": [...]}}}."""
    path = data_path("sheets.json")
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def fingerprint(source, kind="own"):
    """A hash of a cell's text that blanks at the ends of lines and of the cell do not change.

    In what students do not write, letters that a wrong encoding damages do not change it either: a file saved as
    Latin-1 is no edited test.
    """
    if kind in NOT_WRITTEN:
        source = re.sub(r"[^\n -~]|\?", "", source)
    lines = [line.rstrip() for line in source.strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:20]


def released_hashes(known, sheet):
    """The hashes of a cell as it was ever released: of this release, and of the earlier ones that a student may have.

    Args:
        known: the cell in the manifest.
        sheet: the notebook's manifest; its "earlier" holds {id: [[hash, points], ...]}.
    """
    return {known["hash"], *(mark for mark, _ in sheet.get("earlier", {}).get(known["id"], ()))}


def defined_names(source):
    """The functions and classes that a piece of code defines at its top level, also where it does not compile."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.findall(r"^(?:def|class)\s+(\w+)", source, re.MULTILINE)
    return [n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]


# --- From bytes to cells. -------------------------------------------------------------------------


def read(data):
    """Find the cells in the bytes of a file.

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
    found = _found(tree, notes)
    cells = []
    for cell in found[:CELLS]:
        if isinstance(cell, dict):
            cells.append(_cleaned(cell, notes))
        else:
            _note(notes, "Something that is no cell was left out.")
    if len(found) > CELLS:
        _note(notes, f"Only the first {CELLS} cells were read.")
    return cells, notes


def _note(notes, text):
    if text not in notes:
        notes.append(text)


def _decoded(data, notes):
    marks = [(b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
             (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]  # fmt: skip
    encoding = next((name for mark, name in marks if data.startswith(mark)), None)
    if encoding is None and len(data) > 3 and 0 in data[:4]:
        encoding = "utf-16-le" if data[1] == 0 else "utf-16-be" if data[0] == 0 else None
    if encoding is not None:
        _note(notes, f"The file was saved as {encoding}; it was converted to UTF-8.")
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data[: error.start].decode("utf-8")
        _note(notes, "The file was not saved as UTF-8; it was read as Latin-1.")
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
            _note(notes, "The file holds markers of a merge conflict; one side of each was taken.")
            return tree
    cells = _salvaged(text)
    if not cells:
        raise Unreadable("The file is damaged: no cell in it can be read.")
    _note(notes, f"The file is damaged or cut off; {len(cells)} cells could be saved.")
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
    place, cells = start.end() if start else 0, []
    begin = re.compile(r'\{\s*"(?:cell_type|attachments|execution_count|id|metadata)"')
    in_vain = 0
    while len(cells) < CELLS and in_vain <= IN_VAIN * len(text) and (match := begin.search(text, place)):
        cell, read = _decoded_cell(text, match.start())
        if cell is None:
            in_vain += read
            place = match.end()
            continue
        place = match.start() + read
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


def _found(tree, notes):
    if not isinstance(tree, dict):
        raise Unreadable("The file is not a notebook.")
    version = tree.get("nbformat", 4)
    cells = tree.get("cells")
    if not isinstance(cells, list) and isinstance(tree.get("worksheets"), list):
        _note(notes, "The notebook has an old format; it was brought up to date.")
        sheets = [sheet.get("cells") for sheet in tree["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for some in sheets if isinstance(some, list) for cell in some]
    elif version != 4:
        _note(notes, f"The notebook says it has format {str(version)[:20]}; it was read as format 4.")
    if not isinstance(cells, list):
        if not {"nbformat", "metadata", "cells"} & tree.keys():
            raise Unreadable("The file is not a notebook.")
        cells = []
    if not cells:
        _note(notes, "The notebook has no cells.")
    if not isinstance(tree.get("metadata", {}), dict):
        _note(notes, "The notebook's metadata was damaged and left out.")
    return cells


def _cleaned(cell, notes):
    kind = cell.get("cell_type")
    if kind == "heading":
        kind = "markdown"
    if kind not in ("code", "markdown", "raw"):
        _note(notes, "A cell of an unknown type was read as text.")
        kind = "raw"
    metadata = cell.get("metadata")
    if not isinstance(metadata, dict):
        _note(notes, "Cells without metadata were completed.")
        metadata = {}
    outputs = cell.get("outputs", [] if kind != "code" else None)
    if not isinstance(outputs, list):
        _note(notes, "Cells without outputs were completed.")
        outputs = []
    grading = metadata.get("nbgrader")
    if "nbgrader" in metadata and not isinstance(grading, dict):
        _note(notes, "Damaged grading metadata was restored.")
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
        _note(notes, "A cell without text was completed.")
        return ""
    if len(value) > SOURCE:
        _note(notes, f"A cell of more than {SOURCE} characters was cut.")
        value = value[:SOURCE]
    if "\0" in value:
        _note(notes, "NUL characters were taken out.")
        value = value.replace("\0", "")
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if whole != value:
        _note(notes, "Half characters (lone surrogates) were replaced.")
    whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"^<{7} ", whole, re.MULTILINE) and re.search(r"^>{7} ", whole, re.MULTILINE):
        _note(notes, "A cell holds markers of a merge conflict; the first side was taken.")
        whole = _one_side(whole, 1)
    return whole


# --- From cells to the sheet. ---------------------------------------------------------------------


def repair(cells, sheet, sources=None):
    """Put the cells of a submission in order against the notebook they belong to.

    Args:
        cells: from `read`.
        sheet: the notebook's manifest.
        sources: dict of cell id to text, for cells that are put back or put right; what is not in it stays empty.

    Returns:
        A `Submission`.
    """
    sources = sources or {}
    wanted = {cell["id"]: cell for cell in sheet["cells"]}
    notes, flags = [], []
    owner = _matched(cells, sheet, wanted, notes)
    _look_at_metadata(cells, owner, sheet, notes, flags)
    placed, own = [], 0
    for index, cell in enumerate(cells):
        known = wanted.get(owner.get(index))
        if index in owner and known is None:
            continue
        if known is None:
            own += 1
            placed.append(Cell(f"own-{own}", "own", cell["type"], cell["source"], cell["outputs"], cell["attachments"]))
            continue
        placed += _put_right(cell, known, released_hashes(known, sheet), sources, notes, flags)
    _put_back(placed, sheet, sources, notes)
    _order(placed, sheet)
    missing = [c["id"] for c in sheet["cells"] if c["kind"] == "solution" and c["id"] not in {p.id for p in placed}]
    for name in missing:
        notes.append(f"The cell `{name}` is missing; if its function is not in another cell, it gets no points.")
    return Submission(placed, notes, flags, missing)


def _matched(cells, sheet, wanted, notes):
    """Which cell of the sheet each submitted cell is: index to id; None for a copy that is left out."""
    owner, taken = {}, {}

    def claim(index, name):
        owner[index] = name
        taken.setdefault(name, []).append(index)

    names = [(str(cell["grading"].get("grade_id") or ""), cell["id"]) for cell in cells]
    for index, (grade_id, _) in enumerate(names):
        if grade_id in wanted and wanted[grade_id]["kind"] not in ("text", "shown", "setup"):
            claim(index, grade_id)
    restored = 0
    for index, (_, cell_id) in enumerate(names):
        if index not in owner and cell_id in wanted and cell_id not in taken:
            claim(index, cell_id)
            restored += wanted[cell_id]["kind"] in ("graded", "task", "locked", "solution")
    for index, cell in enumerate(cells):
        if index not in owner:
            prints = [fingerprint(cell["source"]), fingerprint(cell["source"], "graded")]
            if _is_of_an_earlier_release(cell, prints, wanted, sheet):
                # The sheet has no such cell any more.
                owner[index] = None
                continue
            same = [
                c
                for c in sheet["cells"]
                if c["id"] not in taken and prints[c["kind"] in NOT_WRITTEN] in released_hashes(c, sheet)
            ]
            if same:
                claim(index, same[0]["id"])
                restored += same[0]["kind"] in ("graded", "task", "locked", "solution")
    for index, cell in enumerate(cells):
        if index not in owner:
            defined = set(defined_names(cell["source"]))
            same = [c for c in sheet["cells"] if c["kind"] == "solution" and c["id"] not in taken
                    and c["names"] and set(c["names"]) <= defined]  # fmt: skip
            if same:
                claim(index, same[0]["id"])
                restored += 1
    if restored:
        _note(notes, f"The grading metadata of {restored} cells was missing or renamed; it was restored.")
    for name, indices in taken.items():
        if len(indices) > 1:
            _leave_one(cells, wanted, name, indices, owner, notes, released_hashes(wanted[name], sheet))
    return owner


def _is_of_an_earlier_release(cell, prints, wanted, sheet):
    """Whether a cell is one that an earlier release had and this one has not, as it was handed out."""
    name = str(cell["grading"].get("grade_id") or cell["id"])
    return name not in wanted and any(mark in prints for mark, _ in sheet.get("earlier", {}).get(name, ()))


def _leave_one(cells, wanted, name, indices, owner, notes, released):
    """Of several copies of one cell keep what counts."""
    known, kept = wanted[name], indices[0]
    if known["kind"] == "solution":
        # An old attempt may be kept beside it as text; code is what runs.
        code = [i for i in indices if cells[i]["type"] == known["type"]] or indices
        written = [i for i in code if fingerprint(cells[i]["source"], known["kind"]) not in released]
        # Copies that were never filled in go. Of the others the last one holds that stands above its first test, as it
        # would in the student's own run: what follows the tests is an experiment.
        tests = [i for i, other in owner.items() if other and wanted[other]["kind"] == "graded"
                 and wanted[other]["exercise"] == name]  # fmt: skip
        above = [i for i in written if not tests or i < min(tests)]
        kept = (above or written or code)[-1]
        for index in indices:
            if index != kept and (index in written or index not in code):
                del owner[index]
            elif index != kept:
                owner[index] = None
        which = "the one that is filled in" if len(written) == 1 else "the last one above its tests"
        notes.append(f"The cell `{known['id']}` is there {len(indices)} times; {which} counts.")
        return
    for index in indices:
        if index != kept:
            owner[index] = None
    notes.append(f"The cell `{known['id']}` is there {len(indices)} times; the first was kept.")


def _look_at_metadata(cells, owner, sheet, notes, flags):
    wanted = {cell["id"]: cell for cell in sheet["cells"]}
    for index, cell in enumerate(cells):
        known, grading = wanted.get(owner.get(index)), cell["grading"]
        if known is None:
            continue
        if known["kind"] == "graded":
            for tag in sorted(TAMPERING_TAGS & set(cell["tags"])):
                flags.append(("tagged test", f"`{known['id']}` carries the tag {tag}"))
            if grading.get("solution") or (grading and grading.get("grade") is False):
                flags.append(("changed metadata", f"the test `{known['id']}` was declared to be something else"))
        points = grading.get("points")
        if known["points"] and points is not None:
            try:
                number = float(points)
            except (TypeError, ValueError):
                number = None
            if isinstance(points, str) or number is None:
                _note(notes, "Points that were saved as text were put right.")
            once = {worth for _, worth in sheet.get("earlier", {}).get(known["id"], ())}
            if number in once:
                _note(notes, EARLIER_RELEASE)
            elif number is not None and number != known["points"]:
                flags.append(("changed metadata", f"`{known['id']}` says it is worth {str(points)[:20]} points"))
        if grading and grading.get("schema_version") not in (3, None):
            _note(notes, "Grading metadata of another version was brought up to date.")


def _put_right(cell, known, released, sources, notes, flags):
    """One cell of the sheet as it has to be; behind it, as a cell of its own, what was written into a question."""
    if cell["type"] != known["type"]:
        _note(notes, f"`{known['id']}` had been turned into a {cell['type']} cell; it is a {known['type']} cell again.")
    mark = fingerprint(cell["source"], known["kind"])
    changed = mark not in released
    if mark != known["hash"] and not changed and known["kind"] != "text":
        _note(notes, EARLIER_RELEASE)
    source, extra = cell["source"], []
    if known["kind"] in ("graded", "task", "locked"):
        source = sources.get(known["id"], cell["source"] if not changed else "")
        if changed and known["kind"] == "graded":
            flags.append(("edited test", f"`{known['id']}` was submitted as: {cell['source'][:300]}"))
            _note(notes, f"`{known['id']}` is a test and had been changed; the original counts.")
        elif changed:
            _note(notes, f"`{known['id']}` may not be changed. It was restored, and your text kept below it.")
            extra = [Cell(f"{known['id']}-yours", "own", "markdown", cell["source"])]
    result = Cell(known["id"], known["kind"], known["type"], source, changed=changed)
    if known["type"] == "code" and cell["type"] == "code" and known["kind"] != "graded":
        result.outputs = cell["outputs"]
    if known["type"] == "markdown":
        result.attachments = cell["attachments"]
    return [result, *extra]


def _put_back(placed, sheet, sources, notes):
    """Insert the cells that have to be there and are not, each behind the last of the sheet that stands before it."""
    back = []
    before = -1
    for known in sheet["cells"]:
        place = next((k for k, cell in enumerate(placed) if cell.id == known["id"]), None)
        if place is not None:
            before = place
        elif known["kind"] in RESTORED:
            before += 1
            source = sources.get(known["id"], "")
            placed.insert(before, Cell(known["id"], known["kind"], known["type"], source, changed=False))
            back.append(known["id"])
    if back:
        names = ", ".join(f"`{name}`" for name in back[:6]) + (" and others" if len(back) > 6 else "")
        notes.append(f"Cells that had been deleted were put back: {names}.")


def _order(placed, sheet):
    """Move a graded cell behind every solution that precedes it in the sheet."""
    before = []
    for known in sheet["cells"]:
        if known["kind"] == "solution":
            before.append(known["id"])
        elif known["kind"] == "graded":
            place = next(k for k, cell in enumerate(placed) if cell.id == known["id"])
            last = max((k for k, cell in enumerate(placed) if cell.id in before), default=-1)
            if place < last:
                placed.insert(last, placed.pop(place))


# --- Names of files. ------------------------------------------------------------------------------


def plain_name(name):
    """A file's name without what downloads, copies and file systems add to it."""
    stem = unicodedata.normalize("NFKC", name).casefold()
    stem = stem.removesuffix(".ipynb").removesuffix(".json").removesuffix(".txt").removesuffix(".ipynb")
    stem = re.sub(r"[\s_-]+", " ", stem).removeprefix("copy of ").removeprefix("kopie von ")
    while (shorter := re.sub(r" ?(\(\d+\)|(copy|kopie) ?\d*)$", "", stem)) != stem:
        stem = shorter
    return re.sub(r"[^a-z0-9]+", "", stem)


def written(cells, sheet):
    """How many of a notebook's answers and questions somebody has worked on, with the cells of their own.

    Args:
        cells: from `read`.
        sheet: the notebook's manifest.
    """
    return sum(cell.changed and cell.kind in ("solution", "text", "own") for cell in repair(cells, sheet).cells)


def name_files(names, notebooks):
    """Which file is which notebook of the sheet, by their names.

    Args:
        names: names of files.
        notebooks: names of the sheet's notebooks, without ending.

    Returns:
        (found, notes): dict of notebook to file, and what was unusual.
    """
    found, notes = {}, []
    for notebook in notebooks:
        exact = f"{notebook}.ipynb"
        same = sorted(name for name in names if name != exact and plain_name(name) == plain_name(notebook))
        if exact in names:
            found[notebook] = exact
        elif same:
            found[notebook] = same[-1]
            notes.append(f"{same[-1]} was taken for {exact}.")
    return found, notes
