"""Who marked what and when: a file for each marker, to which every mark is added, and the comments that are used again.

The points that count stand in nbgrader's gradebook; here stands what the gradebook has no column for.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from grading.folders import Folders
from grading.identity import plain_id
from grading.records.record_files import replace_file


@dataclass(frozen=True)
class Mark:
    """One decision of one marker.

    Attributes:
        notebook, question, student: what was marked.
        marker: who marked it.
        points: that were given; None where it was set back to unread.
        ticks: positions of the items of the mark scheme that were ticked.
        comment: for the student, or "".
        answer: the digest of the answer that was read.
        second: whether it is a second mark, which the gradebook does not get.
        when: the time in UTC, in ISO format.
    """

    notebook: str
    question: str
    student: str
    marker: str
    points: float | None
    ticks: tuple = ()
    comment: str = ""
    answer: str = ""
    second: bool = False
    when: str = ""


def folder(folders: Folders, sheet: str) -> Path:
    """Where the files of a sheet lie.

    Args:
        folders, sheet: of which class and sheet.

    Returns:
        The folder, which need not be there yet.
    """
    return folders.root / "reading" / sheet


def add(folders: Folders, sheet: str, mark: Mark) -> None:
    """Keep a mark, at the end of its marker's file and on the disk.

    Args:
        folders, sheet: of which class and sheet.
        mark: the `Mark`; its time is filled in.
    """
    path = folder(folders, sheet) / "marks" / f"{plain_id(mark.marker)}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    tree = asdict(mark) | {"when": datetime.now(UTC).isoformat(timespec="milliseconds")}
    with path.open("a", encoding="utf-8") as file:
        # A line that was cut off, when the machine stopped, must not take the next one along.
        file.write(("\n" if file.tell() and not _ends_a_line(path) else "") + json.dumps(tree) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_a_line(path):
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def read(folders: Folders, sheet: str) -> list[Mark]:
    """All marks of all markers, earlier ones first; lines that cannot be read are left out.

    Args:
        folders, sheet: of which class and sheet.

    Returns:
        The marks.
    """
    marks = []
    for path in sorted((folder(folders, sheet) / "marks").glob("*.jsonl")):
        for line in path.read_text("utf-8", "replace").splitlines():
            try:
                tree = json.loads(line)
                mark = Mark(**{part.name: tree[part.name] for part in fields(Mark)} | {"ticks": tuple(tree["ticks"])})
            except (ValueError, KeyError, TypeError):
                continue
            marks.append(mark)
    return sorted(marks, key=lambda mark: mark.when)


def read_comments(folders: Folders, sheet: str, question: str) -> list[str]:
    """The comments that are kept for a question.

    Args:
        folders, sheet: of which class and sheet.
        question: its notebook and id, as `NOTEBOOK/QUESTION`.

    Returns:
        The texts.

    Raises:
        ValueError: the file is damaged; the text names it.
    """
    return _bank(folders, sheet).get(question, [])


def write_comments(folders: Folders, sheet: str, question: str, texts: list[str]) -> None:
    """Keep comments for a question, in place of those that were kept.

    Args:
        folders, sheet, question: as for `read_comments`.
        texts: the comments; one that is there twice is kept once.

    Raises:
        ValueError: as for `read_comments`.
    """
    bank = _bank(folders, sheet) | {question: list(dict.fromkeys(texts))}
    replace_file(_bank_path(folders, sheet), json.dumps(bank, indent=1, ensure_ascii=False))


def _bank_path(folders, sheet):
    return folder(folders, sheet) / "comments.json"


def _bank(folders, sheet):
    path = _bank_path(folders, sheet)
    try:
        bank = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise ValueError(f"{path} is damaged ({error}); mend it, or move it away to begin a new one") from error
    return bank
