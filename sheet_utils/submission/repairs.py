"""From the cells of a submission to the sheet it belongs to: every cell once, in order, and what was repaired."""

from dataclasses import dataclass, field

from sheet_utils.submission.decoding import note
from sheet_utils.submission.manifest import NOT_WRITTEN, current_hashes, defined_names, fingerprint, released_hashes

#: Kinds of cells that are put back where they are missing; see `Cell`.
RESTORED = {*NOT_WRITTEN, "setup"}
#: In place of an id, where a submitted cell is a further copy of another one, and left out.
COPY = object()
EARLIER_RELEASE = (
    "The notebook is from an earlier release of the sheet. That is fine; it is graded by the tests of today."
)
TAMPERING_TAGS = {"skip-execution", "raises-exception"}


@dataclass
class Cell:
    """One cell of a submission, in order.

    Attributes:
        id: the cell's id in the sheet, or one made for a student's own cell.
        kind: "graded" holds hidden tests, "task" a question that a tutor reads, "solution" the student's function,
            "setup" code that is run as it stands, "shown" code that is run by the student alone, "locked" a text that
            nobody changes, "text" any other, and "own" is a student's own cell.
        type: "code", "markdown" or "raw".
        source: its text.
        outputs, attachments: as in the notebook's file.
        changed: whether the text differs from the released one.
    """

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


def repair(cells: list[dict], sheet: dict, sources: dict[str, str] | None = None) -> Submission:
    """Put the cells of a submission in order against the notebook they belong to.

    Args:
        cells: from `read`.
        sheet: the notebook's manifest.
        sources: dict of cell id to text, for cells that are restored; a cell that is not in it stays empty.

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
        if index not in owner:
            own += 1
            placed.append(Cell(f"own-{own}", "own", cell["type"], cell["source"], cell["outputs"], cell["attachments"]))
        elif owner[index] is not COPY:
            known = wanted[owner[index]]
            placed += _put_right(cell, known, sheet, sources, notes, flags)
    _put_back(placed, sheet, sources, notes)
    _order(placed, sheet)
    missing = [c["id"] for c in sheet["cells"] if c["kind"] == "solution" and c["id"] not in {p.id for p in placed}]
    for name in missing:
        notes.append(f"The cell `{name}` is missing; if its function is not in another cell, it gets no points.")
    return Submission(placed, notes, flags, missing)


def _matched(cells, sheet, wanted, notes):
    """Which cell of the sheet each submitted cell is: index to id or COPY; a student's own cells are not in it."""
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
                owner[index] = COPY
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
        note(notes, f"The grading metadata of {restored} cells was missing or renamed; it was restored.")
    for name, indices in taken.items():
        if len(indices) > 1:
            _leave_one(cells, wanted, name, indices, owner, notes, released_hashes(wanted[name], sheet))
    return owner


def _is_of_an_earlier_release(cell, prints, wanted, sheet):
    """Whether a cell is one that an earlier release had and this one has not, as it was handed out."""
    name = str(cell["grading"].get("grade_id") or cell["id"])
    return name not in wanted and any(digest in prints for digest, _ in sheet.get("earlier", {}).get(name, ()))


def _leave_one(cells, wanted, name, indices, owner, notes, released):
    """Of several copies of one cell keep what counts."""
    known, kept = wanted[name], indices[0]
    if known["kind"] == "solution":
        # An old attempt may be kept beside it as text; code is what runs.
        code = [i for i in indices if cells[i]["type"] == known["type"]] or indices
        written = [i for i in code if fingerprint(cells[i]["source"], known["kind"]) not in released]
        # Copies that were never filled in go. Of the others the last one holds that stands above its first test, as it
        # would in the student's own run: what follows the tests is an experiment.
        tests = [i for i, other in owner.items() if other is not COPY
                 and wanted[other]["kind"] == "graded" and wanted[other]["exercise"] == name]  # fmt: skip
        above = [i for i in written if not tests or i < min(tests)]
        kept = (above or written or code)[-1]
        for index in indices:
            if index != kept and (index in written or index not in code):
                del owner[index]
            elif index != kept:
                owner[index] = COPY
        which = "the one that is filled in" if len(written) == 1 else "the last one above its tests"
        notes.append(f"The cell `{known['id']}` is there {len(indices)} times; {which} counts.")
        return
    for index in indices:
        if index != kept:
            owner[index] = COPY
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
                note(notes, "Points that were saved as text were put right.")
            earlier_points = {points for _, points in sheet.get("earlier", {}).get(known["id"], ())}
            if number in earlier_points - {known["points"]}:
                note(notes, EARLIER_RELEASE)
            elif number is not None and number != known["points"]:
                flags.append(("changed metadata", f"`{known['id']}` says it is worth {str(points)[:20]} points"))
        if grading and grading.get("schema_version") not in (3, None):
            note(notes, "Grading metadata of another version was brought up to date.")


def _put_right(cell, known, sheet, sources, notes, flags):
    """One cell of the sheet as it has to be; behind it, as a cell of its own, what was written into a question."""
    if cell["type"] != known["type"]:
        note(notes, f"`{known['id']}` had been turned into a {cell['type']} cell; it is a {known['type']} cell again.")
    digest = fingerprint(cell["source"], known["kind"])
    changed = digest not in released_hashes(known, sheet)
    if not changed and digest not in current_hashes(known, sheet) and known["kind"] != "text":
        note(notes, EARLIER_RELEASE)
    source, extra = cell["source"], []
    if known["kind"] in NOT_WRITTEN:
        source = sources.get(known["id"], cell["source"] if not changed else "")
        if changed and known["kind"] == "graded":
            flags.append(("edited test", f"`{known['id']}` was submitted as: {cell['source'][:300]}"))
            note(notes, f"`{known['id']}` is a test and had been changed; the original counts.")
        elif changed:
            note(notes, f"`{known['id']}` may not be changed. It was restored, and your text kept below it.")
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
        index = next((k for k, cell in enumerate(placed) if cell.id == known["id"]), None)
        if index is not None:
            before = index
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
            index = next(k for k, cell in enumerate(placed) if cell.id == known["id"])
            last = max((k for k, cell in enumerate(placed) if cell.id in before), default=-1)
            if index < last:
                placed.insert(last, placed.pop(index))


def written(cells: list[dict], sheet: dict) -> int:
    """How many of a notebook's answers and questions somebody has worked on, with the cells of their own.

    Args:
        cells: from `read`.
        sheet: the notebook's manifest.

    Returns:
        Their number.
    """
    return sum(cell.changed and cell.kind in ("solution", "text", "own") for cell in repair(cells, sheet).cells)
