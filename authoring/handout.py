"""The zip that a lecturer gives out: notebooks, `sheet_utils`, data and how to install them."""

import zipfile
from pathlib import Path

from authoring import translation
from grading.folders import NOTEBOOKS, ROOT
from sheet_utils.files import GUESTS

NAME = "chaos-rnn-course"
# What goes in, and from where: a student's README is the page for students.
PARTS = {name: name for name in ["notebooks", "sheet_utils", "data", "LICENSE", "LICENSES", "MANIFEST.in", "REUSE.toml",
                                 "environment.yml", "pylock.toml", "pyproject.toml", "requirements.lock",
                                 "setup.py"]} | {"README.md": "docs/student.md"}  # fmt: skip
# What is not the course's to hand out lies in `data/` where somebody put it there.
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"} | {name.partition("/")[0] for name in GUESTS}


def make(target=None, edition=None) -> Path:
    """Write the hand-out.

    Args:
        target: the path of the zip, a `Path`; a zip that lies there is replaced. By default it lies in `dist/`.
        edition: the code of a language, in which the sheets are that are translated to it; None for English.

    Returns:
        The path of the zip.

    Raises:
        TranslationError: the translation is not there, not complete or not up to date.
    """
    target = target or ROOT / "dist" / f"{'-'.join(filter(None, [NAME, edition]))}.zip"
    translated = {NOTEBOOKS / name: text for name, text in translation.edition(edition).items()} if edition else {}
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, source in PARTS.items():
            path = ROOT / source
            files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
            for file in files:
                name = Path(part) / file.relative_to(path)
                if not LEFT_OUT & set(name.parts):
                    # A fixed date: the same content gives the same zip.
                    entry = zipfile.ZipInfo(f"{NAME}/{name.as_posix()}", date_time=(2026, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, translated.get(file) or file.read_bytes())
    return target
