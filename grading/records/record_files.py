"""Records and tutors' copies on disk: each file is there as a whole or not at all."""

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from grading.folders import Folders
from grading.records.record import Record
from sheet_utils.files import write_whole


def replace_file(path: Path, text: str) -> None:
    """Write a text so that its file is there as a whole or not at all, even if the machine stops.

    Args:
        path: of the file; a file that lies there is replaced.
        text: what it shall hold; written in UTF-8.
    """
    write_whole(path, text.encode("utf-8", "replace"))


def record_path(folders: Folders, sheet: str, student: str, notebook: str) -> Path:
    """Where the record of one notebook of one student lies.

    Args:
        folders, sheet, student, notebook: whose.

    Returns:
        The path, whether there is a record or not.
    """
    return folders.records(sheet) / student / f"{notebook}.json"


def read_record(path: Path) -> Record | None:
    """Read one record.

    Args:
        path: from `record_path`.

    Returns:
        The `Record`, or None where there is none that can be read.
    """
    try:
        return Record.from_json(json.loads(Path(path).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def read_all(
    folders: Folders, sheet: str, student: str | None = None, read: Callable[[Path], Record | None] = read_record
) -> dict[str, dict[str, Record]]:
    """Read all records of a sheet.

    Args:
        folders, sheet: of which class and sheet.
        student: whose records alone, or None for everybody's.
        read: what reads one file.

    Returns:
        {student: {notebook: Record}}, without what cannot be read.
    """
    records = {}
    for path in sorted(folders.records(sheet).glob("*/*.json")):
        if student not in (None, path.parent.name):
            continue
        record = read(path)
        if record is not None:
            records.setdefault(path.parent.name, {})[path.stem] = record
    return records


def read_copy(folders: Folders, sheet: str, student: str, notebook: str) -> dict | None:
    """Read the tutor's copy of a notebook.

    Args:
        folders, sheet, student, notebook: whose.

    Returns:
        The notebook as JSON holds it, or None where there is no copy.
    """
    path = _copy_path(folders, sheet, student, notebook)
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def received(folders: Folders, sheet: str, student: str, digest: str) -> str:
    """When this content of a submission was first seen here; the student's own `timestamp.txt` is not asked.

    Args:
        folders, sheet, student: whose.
        digest: of the content; another one begins anew.

    Returns:
        The time in UTC, in ISO format.
    """
    path = folders.records(sheet) / student / "received"
    try:
        known, when = path.read_text("utf-8").split()
        if known == digest:
            return when
    except (OSError, ValueError):
        pass
    when = datetime.now(UTC).isoformat(timespec="seconds")
    replace_file(path, f"{digest} {when}\n")
    return when


def save(folders: Folders, record: Record, view: dict | None) -> None:
    """Keep one result: the tutor's copy of the notebook, then the record.

    Args:
        folders: of the class.
        record: the record; an older one is replaced.
        view: the tutor's copy; None where there is none, and an older one is deleted.
    """
    path = _copy_path(folders, record.sheet, record.student, record.notebook)
    if view is not None:
        replace_file(path, json.dumps(view, indent=1, ensure_ascii=False))
    else:
        path.unlink(missing_ok=True)
    target = record_path(folders, record.sheet, record.student, record.notebook)
    replace_file(target, json.dumps(record.to_json(), indent=1, ensure_ascii=False, sort_keys=True))


def keep_receipt(folders: Folders, sheet: str, student: str, when: str, secret: str | None) -> None:
    """Keep beside the graded notebooks what nbgrader's `release_feedback` looks for.

    Args:
        folders, sheet, student: whose.
        when: the time of submission, as text.
        secret: by it a student's feedback is found in the exchange; None for one that nobody knows.
    """
    folder = folders.autograded(student, sheet)
    replace_file(folder / "timestamp.txt", when)
    replace_file(folder / "submission_secret.txt", secret or secrets.token_hex(32))


def _copy_path(folders, sheet, student, notebook):
    return folders.autograded(student, sheet) / f"{notebook}.ipynb"
