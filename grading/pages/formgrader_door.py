"""The page through which a report's links reach formgrader, wherever that was started last."""

from pathlib import Path

from grading import formgrader
from grading.folders import Folders
from grading.pages import template
from grading.records import record_files

NAME = "formgrader.html"


def write(folders: Folders, port: int) -> Path:
    """Write the page for a port. `course formgrader` does so, and reports that were written before lead there, too.

    A link names a page of formgrader's behind a "#", such as `formgrader.html#gradebook/sheet10`.

    Args:
        folders: of the class; the page lies beside the folders of the reports.
        port: on which formgrader serves this machine.

    Returns:
        Its path.
    """
    origin = f"http://localhost:{port}"
    path = folders.root / "report" / NAME
    text = template.render(
        "formgrader.html.j2", script=template.script("formgrader.js"), origin=origin, address=f"{origin}/formgrader/"
    )
    record_files.replace_file(path, text)
    return path


def make_sure(folders: Folders) -> None:
    """Write the page where there is none: formgrader was not started for this class yet.

    Args:
        folders: of the class.
    """
    if not (folders.root / "report" / NAME).is_file():
        write(folders, formgrader.PORT)
