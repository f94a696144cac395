"""Small tables that tutors keep: who takes the course, who works with whom, when a sheet is due.

They come out of spreadsheets and learning platforms, so the separator, the encoding and the headings are guessed.
"""

import csv
import io
import re
from pathlib import Path

#: What a column is, by the headings that platforms and spreadsheets give it.
HEADINGS = {
    "id": ("id", "student id", "studentid", "username", "user name", "user", "login", "login name", "sis login id",
           "benutzername", "anmeldename", "nutzername", "kennung", "uni id", "account", "utilisateur", "usuario"),
    "email": ("email", "e mail", "mail", "email address", "e mail address", "e mail adresse", "mailadresse",
              "emailadresse", "adresse de courriel", "correo"),
    "first": ("first", "first name", "firstname", "given name", "forename", "vorname", "prenom", "prénom", "nombre"),
    "last": ("last", "last name", "lastname", "surname", "family name", "nachname", "familienname", "nom", "apellido"),
    "name": ("name", "full name", "fullname", "student", "student name", "vollständiger name", "teilnehmer",
             "nom complet"),
    "number": ("number", "no", "nr", "nummer", "identifier", "id number", "idnumber", "matriculation",
               "matriculation number", "matrikel", "matrikelnummer", "matr nr", "matrnr", "lms user id", "user id",
               "participant", "teilnehmernummer", "kenn nummer", "id nummer", "bezeichner", "sis user id"),
    "sheet": ("sheet", "assignment", "blatt", "aufgabe"),
    "due": ("due", "due date", "duedate", "deadline", "until", "abgabe", "frist"),
    "group": ("group", "team", "gruppe"),
}  # fmt: skip
LARGEST = 20_000_000
#: What some programs put in front of a text to say how it is encoded.
MARK = "\ufeff"


class TableError(ValueError):
    """A table that cannot be read; the text names the file and says what is missing."""


def read_text(path) -> str:
    """The text of a file that a spreadsheet saved: UTF-8 with or without a mark, UTF-16, or the Windows code page.

    Args:
        path: of the file.

    Returns:
        The text, without the mark.

    Raises:
        TableError: the file is larger than `LARGEST` bytes.
        OSError: it cannot be read.
    """
    data = Path(path).read_bytes()
    if len(data) > LARGEST:
        raise TableError(f"{path} has more than {LARGEST // 1_000_000} MB, so it is no list of students")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").lstrip(MARK)
    try:
        return data.decode("utf-8").lstrip(MARK)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_table(path, needed=()) -> list[dict[str, str]]:
    """The rows of a table, by what their columns are.

    Args:
        path: of a CSV file, separated by commas, semicolons or tabs.
        needed: names of columns (keys of `HEADINGS`) without which the table is of no use.

    Returns:
        A list of {column: text}; columns under headings that are not known are left out. Where no heading is known,
        the first line is a row like the others, and columns are guessed from what is in them.

    Raises:
        TableError, OSError: it cannot be read, or a needed column is missing.
    """
    text = read_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";\t,", key=first.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise TableError(f"{path} is empty")
    columns = name_columns(rows[0])
    if any(columns):
        rows = rows[1:]
    else:
        columns = _guessed_columns(rows)
    missing = [name for name in needed if name not in columns]
    if missing:
        raise TableError(f"{path} has no column {' and no column '.join(missing)}; its first line is {first[:80]!r}")
    return [{name: cell for name, cell in zip(columns, row, strict=False) if name} for row in rows]


def name_columns(headings) -> list[str | None]:
    """Tell what the columns under some headings are.

    Args:
        headings: a list of texts.

    Returns:
        A list of keys of `HEADINGS`, as long as `headings`; None where a heading is not known, or an earlier
        column is of the same kind.
    """
    plain = [re.sub(r"[\s_.\-/*]+", " ", heading).strip().casefold() for heading in headings]
    known = [next((name for name, words in HEADINGS.items() if heading in words), None) for heading in plain]
    # Canvas numbers its students under "ID" and keeps their names for logging in further to the right.
    if "id" in known and plain[known.index("id")] == "id" and "id" in known[known.index("id") + 1 :]:
        known[known.index("id")] = "number" if "number" not in known else None
    return [name if name not in known[:place] else None for place, name in enumerate(known)]


def _guessed_columns(rows):
    """Columns of a table without headings, by their content."""
    columns = []
    for cells in zip(*rows, strict=False):
        filled = [cell for cell in cells if cell]
        if filled and all("@" in cell for cell in filled):
            columns.append("email")
        elif filled and all(cell.isdigit() for cell in filled):
            columns.append("number")
        elif filled and all(re.fullmatch(r"[a-z0-9._-]+", cell) for cell in filled):
            columns.append("id")
        else:
            columns.append("name")
    if columns.count("name") > 1:
        # Two columns of words: lists of students begin with the first name more often than not.
        names = iter(("first", "last"))
        columns = [next(names, None) if column == "name" else column for column in columns]
    return [name if name not in columns[:place] else None for place, name in enumerate(columns)]
