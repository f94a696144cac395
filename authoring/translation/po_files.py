"""The PO files: brought up to date with the English release, read, and asked what is still to be done."""

from pathlib import Path

import nbformat
import polib

from authoring.translation.survival import differences
from grading.folders import NOTEBOOKS, ROOT

FOLDER = ROOT / "translations"
#: A paragraph stays one line, so that a changed word is one changed line.
UNWRAPPED = 0


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages that there are translations to.

    Args:
        folder: with one folder for each language.

    Returns:
        Their codes, such as "de", in order.
    """
    return sorted({path.relative_to(folder).parts[0] for path in folder.rglob("*.po")})


def sheets_in(language: str, folder: Path = FOLDER) -> list[str]:
    """The sheets that are translated into a language, in whole or in part.

    Args:
        language: its code.
        folder: with one folder for each language.

    Returns:
        Their names, in order.
    """
    return sorted({path.parent.name for path in (folder / language).glob("*/*.po")})


def read(language: str, sheet: str, notebook: str, folder: Path = FOLDER) -> dict[str, polib.POEntry]:
    """The entries of one notebook.

    Args:
        language, sheet, notebook: their names; a notebook's has no ending.
        folder: with one folder for each language.

    Returns:
        {id of a cell: its entry}; empty where there is no such file.
    """
    path = folder / language / sheet / f"{notebook}.po"
    entries = polib.pofile(str(path), wrapwidth=UNWRAPPED) if path.is_file() else []
    return {entry.msgctxt: entry for entry in entries if not entry.obsolete}


def texts(sheet: str, notebook: str, folder: Path = FOLDER) -> dict[str, list[str]]:
    """What a notebook's text cells say in other languages.

    Args:
        sheet, notebook: their names; a notebook's has no ending.
        folder: with one folder for each language.

    Returns:
        {id of a cell: its text in each language that has one}.
    """
    found = {}
    for language in languages(folder):
        for cell, entry in read(language, sheet, notebook, folder).items():
            if entry.msgstr:
                found.setdefault(cell, []).append(entry.msgstr)
    return found


def update(language: str, sheet: str, folder: Path = FOLDER, release: Path = NOTEBOOKS) -> list[Path]:
    """Bring the PO files of a sheet up to date with its release, and lose no translation.

    A cell that is new has no translation yet. One whose English has changed keeps the old translation, is marked
    fuzzy, and carries the earlier English beside the new one. A cell that is gone goes, and so does the file of a
    notebook that is gone.

    Args:
        language, sheet: their names.
        folder: with one folder for each language.
        release: the folder with the released sheets.

    Returns:
        The paths of the files.
    """
    target, paths = folder / language / sheet, []
    for notebook, cells in _english(sheet, release).items():
        known = read(language, sheet, notebook, folder)
        path = target / f"{notebook}.po"
        file = polib.POFile(wrapwidth=UNWRAPPED)
        file.metadata = polib.pofile(str(path)).metadata if path.is_file() else _metadata(language)
        file.extend(_entry(cell, text, known.get(cell)) for cell, text in cells.items())
        target.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{file}\n", "utf-8")
        paths.append(path)
    for path in set(target.glob("*.po")) - set(paths):
        path.unlink()
    return paths


def problems(language: str, sheet: str, folder: Path = FOLDER, release: Path = NOTEBOOKS) -> list[str]:
    """What keeps a sheet from being given out in another language.

    Args:
        language, sheet: their names.
        folder: with one folder for each language.
        release: the folder with the released sheets.

    Returns:
        One line for each trouble; empty where every cell is translated, is up to date, and has lost nothing.
    """
    lines = []
    for notebook, cells in _english(sheet, release).items():
        known = read(language, sheet, notebook, folder)
        for cell, text in cells.items():
            where, entry = f"{sheet}/{notebook}, cell {cell}", known.get(cell)
            if entry is None or not entry.msgstr:
                lines.append(f"{where}: is not translated")
            elif entry.fuzzy or entry.msgid != text:
                lines.append(f"{where}: the English has changed since it was translated")
            else:
                lines += [f"{where}: {difference}" for difference in differences(text, entry.msgstr)]
        lines += [f"{sheet}/{notebook}, cell {cell}: the sheet has no such cell" for cell in known if cell not in cells]
    return lines


def _english(sheet, release):
    """{notebook: {id of a text cell: its text}}: what students see, so no mark scheme is in it."""
    return {
        path.stem: {
            cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"
        }
        for path in sorted((release / sheet).glob("*.ipynb"))
    }


def _metadata(language):
    return {
        "Project-Id-Version": "chaos-rnn-course",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def _entry(cell, text, known):
    entry = polib.POEntry(msgctxt=cell, msgid=text)
    if known is None:
        return entry
    entry.msgstr, entry.tcomment, entry.flags = known.msgstr, known.tcomment, list(known.flags)
    entry.previous_msgid, entry.previous_msgctxt = known.previous_msgid, known.previous_msgctxt
    if known.msgid != text and known.msgstr:
        entry.previous_msgid = known.previous_msgid if known.fuzzy else known.msgid
        entry.previous_msgctxt = cell
        entry.flags = sorted({*entry.flags, "fuzzy"})
    if not entry.fuzzy:
        # Whoever takes the mark away has read the new English.
        entry.previous_msgid = entry.previous_msgctxt = None
    return entry
