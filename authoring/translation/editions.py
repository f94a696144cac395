"""Editions: the released notebooks with their text in another language."""

from pathlib import Path

import nbformat

from authoring.translation.po_files import FOLDER, languages, problems, read, sheets_in
from grading.folders import NOTEBOOKS, ROOT

TARGET = ROOT / "build" / "editions"
#: So many troubles are told before the rest is only counted.
TOLD = 10


class TranslationError(RuntimeError):
    """An edition cannot be made: something is not translated, or the English has changed since."""


def edition(language: str, folder: Path = FOLDER, release: Path = NOTEBOOKS) -> dict[Path, str]:
    """The translated notebooks of a language. Only their text cells differ from the release.

    nbgrader keeps a checksum of the text of a locked cell in the cell's metadata, so there the checksum is a new one.

    Args:
        language: its code.
        folder: with one folder for each language.
        release: the folder with the released sheets.

    Returns:
        {path below `release`: the file's text}, for every notebook of every sheet that is translated.

    Raises:
        TranslationError: there is no such language, or its translation is not complete and up to date.
    """
    if language not in languages(folder):
        raise TranslationError(f"there is no translation to {language!r}; there are: {', '.join(languages(folder))}")
    sheets = sheets_in(language, folder)
    lines = [line for sheet in sheets for line in problems(language, sheet, folder, release)]
    if lines:
        more = [f"and {len(lines) - TOLD} more"] if len(lines) > TOLD else []
        told = "\n  ".join([*lines[:TOLD], *more])
        raise TranslationError(f"run `course translate {language}`, and mend:\n  {told}")
    return {
        Path(sheet) / path.name: _translated(path, read(language, sheet, path.stem, folder))
        for sheet in sheets
        for path in sorted((release / sheet).glob("*.ipynb"))
    }


def write(language: str, target: Path = TARGET) -> list[Path]:
    """Write an edition: a folder for the language, with one folder for each sheet.

    Args:
        language: its code.
        target: the folder that gets the language's folder.

    Returns:
        The folders of the sheets.

    Raises:
        TranslationError: as from `edition`.
    """
    folders = set()
    for name, text in edition(language).items():
        path = target / language / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        folders.add(path.parent)
    return sorted(folders)


def _translated(path, entries):
    # nbgrader imports all of itself, which takes a second, and a hand-out in English has no need of it.
    from nbgrader.utils import compute_checksum

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = entries[cell.id].msgstr
            if "checksum" in cell.metadata.get("nbgrader", {}):
                cell.metadata.nbgrader.checksum = compute_checksum(cell)
    return nbformat.writes(notebook) + "\n"
