"""Under which id a student is kept: letters, digits and three signs, so that no page, shell or folder trips over it.

nbgrader's pages print the id as it stands, so it is made of an allow-list. What was changed is not lost: the name as
the platform gave it is kept beside the id.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict

LONGEST = 48
IN_WORDS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "ø": "oe", "Ø": "Oe", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ı": "i", "@": "_at_", "’": "", "'": "",
})  # fmt: skip
#: Names that are devices on Windows, whatever their ending.
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
ALLOWED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
#: Names of folders that somebody else has made, and that are ids as they stand: letters and digits of any script,
#: blanks and a few signs, none of which opens a tag, a formula, a string or an escape sequence, or hides a folder.
FOLDER = re.compile(r"\w[\w .,@+()-]{0,98}")


def plain_id(name) -> str:
    """An id made of a name: transliterated where there is a way to, and written as a number of Unicode where not.

    Args:
        name: any text.

    Returns:
        Text that matches `[A-Za-z0-9][A-Za-z0-9._-]*`, of at most 48 characters. Two names may give the same; see
        `assign_ids`.
    """
    text = unicodedata.normalize("NFC", name).translate(IN_WORDS)
    out = []
    for letter in unicodedata.normalize("NFKD", text):
        if letter.isascii() and (letter.isalnum() or letter in "._-"):
            out.append(letter)
        elif letter.isspace():
            out.append("_")
        elif unicodedata.combining(letter):
            continue
        elif letter.isascii() or not letter.isalnum():
            out.append("-")
        else:
            out.append(f"u{ord(letter):04x}")
    plain = re.sub(r"-{2,}", "-", re.sub(r"_{2,}", "_", "".join(out))).strip("._-")
    if not plain:
        return f"student-{short_hash(name)}"
    if len(plain) > LONGEST:
        plain = f"{plain[: LONGEST - 9].rstrip('._-')}-{short_hash(name)}"
    return f"student-{plain}" if DEVICES.match(plain) else plain


def short_hash(text) -> str:
    """A hash by which texts can be told apart.

    Args:
        text: any text.

    Returns:
        Eight hexadecimal digits, the beginning of its SHA-256.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def assign_ids(people, known=()) -> dict[str, str]:
    """Give everybody an id of their own.

    Where two would get the same (two Anna Webers, `Ada` and `ada`, `Müller` and `Mueller`), the platform's number
    tells them apart, and where there is none, a hash of the name.

    Args:
        people: list of (key, name, number): what tells people apart, what they are called, "" or a number.
        known: dict of key to the id of an earlier run, which is kept.

    Returns:
        dict of key to id; no two are the same, even where capitals do not count.
    """
    known = dict(known)
    ids = {key: known[key] for key, _, _ in people if key in known and ALLOWED.fullmatch(known[key])}
    taken = {name.casefold() for name in known.values()}
    wanted = defaultdict(list)
    for key, name, number in people:
        if key not in ids:
            wanted[plain_id(name).casefold()].append((key, name, number))
    for same in wanted.values():
        for key, name, number in same:
            plain = plain_id(name)
            mark = plain_id(number) if number else short_hash(key)
            choices = [plain] * (len(same) == 1) + [f"{plain}_{mark}", f"{plain}_{short_hash(key)}"]
            ids[key] = next(choice for choice in choices if choice.casefold() not in taken)
            taken.add(ids[key].casefold())
    return ids


def of_folder(name) -> str:
    """The id of the student whose folder was put among the submissions by hand, or by nbgrader's exchange.

    Args:
        name: of the folder.

    Returns:
        The name itself where it is one of `FOLDER`; else an id made of it, with a hash that tells it from others.
    """
    return name if FOLDER.fullmatch(name) and name.isprintable() else f"{plain_id(name)}_{short_hash(name)}"


def shown(text) -> str:
    """Text as it can be printed in a terminal, on one line.

    Args:
        text: anything; its `str` is shown.

    Returns:
        The text, in which an escape stands for every character that does not print.
    """
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(text))
