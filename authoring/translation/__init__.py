"""A sheet in another language: its text from PO files in `translations/`, all else from the English release.

Code, ids, metadata, tests and checks exist once. A PO file holds one entry for each text cell of a released notebook:
the cell's id as the context, the English text as the id of the message, and the translation.
"""

from authoring.translation.editions import TranslationError, edition, write
from authoring.translation.po_files import languages, problems, sheets_in, texts, update
from authoring.translation.survival import differences, prose

__all__ = [
    "TranslationError", "differences", "edition", "languages", "problems", "prose", "sheets_in", "texts", "update",
    "write",
]  # fmt: skip
