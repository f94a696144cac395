"""Whose a delivered file is, by the names that learning platforms give: never by a name that a student chose.

A platform puts a student's name in front of what the student sent, as a folder or as the beginning of a file's name.
Only the first such name counts; what follows belongs to the student and says nothing about who it is.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from grading.intake import FOREIGN_ARCHIVES
from sheet_utils.submission import plain_name

ARCHIVES = (".zip",)
PLATFORMS = ("moodle", "canvas", "blackboard", "ilias", "openolat", "plain")

MOODLE = re.compile(r"(?P<name>.*?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)", re.S)
CANVAS = re.compile(r"(?P<name>[^_]*?)(?P<late>(?i:_late))?_(?P<number>\d+)_(?P<order>\d+)_(?P<file>.+)", re.S)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<name>(?i:anon(?:ymous)?))_(?P<number>[A-Za-z0-9]+)(?P<late>(?i:_late))?_(?P<order>\d+)_(?P<file>.+)", re.S
)
BLACKBOARD = re.compile(
    r"(?P<head>.+?)_attempt_(?P<time>\d{4}(?:-\d{1,2}){5})(?:_(?P<file>.+)|(?P<receipt>\.txt)|\.[A-Za-z0-9]+)?", re.S
)
ILIAS = re.compile(r"(?P<name>[^_]+(?:_[^_]+)+)_(?P<login>[^_]+)_(?P<number>\d{2,})", re.S)
ILIAS_FILE = re.compile(r"(?P<time>20\d{12})_(?P<file>.+)", re.S)
OPENOLAT = re.compile(r"(?i)\d+_(task|aufgabe|subm|abgabe|einreich|dropbox|revision|überarbeit|korrektur|correct|"
                      r"return|rückgabe|solution|musterl)")  # fmt: skip
OPENOLAT_SENT = re.compile(r"(?i)\d+_(subm|abgabe|einreich|dropbox|revision|überarbeit)")
#: What Moodle calls everybody while names are hidden, in some of its languages.
NAMELESS = {"participant", "teilnehmer", "teilnehmerin", "deelnemer", "participante", "partecipante",
            "deltager", "deltagare", "uczestnik", "anon", "anonymous"}  # fmt: skip


@dataclass(frozen=True)
class Owner:
    """Somebody, as a platform tells them apart.

    Attributes:
        platform: its name.
        key: what tells two people apart on it.
        name: what it calls them.
        login: the name they log in with, where the platform gives it, or "".
        number: the platform's number, or "".
    """

    platform: str
    key: str
    name: str
    login: str = ""
    number: str = ""


@dataclass(frozen=True)
class Delivered:
    """One delivered file.

    Attributes:
        owner: an `Owner`.
        rest: its path below what the platform gave, a tuple of names.
        time: a naive `datetime` in the platform's own clock, where the name holds one, or None.
        order: a number that grows with each submission, where the name holds one.
        late: whether the platform's name says that it was late.
        ignored: why the file is not taken, or "".
    """

    owner: Owner
    rest: tuple
    time: datetime | None = None
    order: int = 0
    late: bool = False
    ignored: str = ""


def stem(name) -> str | None:
    """The name of an archive without its ending.

    Args:
        name: of a file.

    Returns:
        The name without the ending; None where it is not that of an archive.
    """
    for ending in (*FOREIGN_ARCHIVES, *ARCHIVES):
        if name.casefold().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return None


def is_foreign(name) -> bool:
    """Whether a name is that of an archive of a kind that is not unpacked.

    Args:
        name: of a file.
    """
    return name.casefold().endswith(FOREIGN_ARCHIVES)


def recognise(paths, sheet, notebooks, only=None) -> list[Delivered | None]:
    """Whose each of these files is.

    Args:
        paths: list of tuples of names, the outermost first; the outermost were given by a platform or a tutor.
        sheet: the sheet's name.
        notebooks: names of the sheet's notebooks, without ending.
        only: one of `PLATFORMS`, or None for all.

    Returns:
        A list of `Delivered`, None where nobody can be named.
    """
    known = {plain_name(name) for name in notebooks}
    flat = any(len(path) == 1 and _moodle_flat(path[0]) for path in paths)
    kinds = {
        "moodle": lambda path: _moodle(path, flat),
        "canvas": lambda path: _canvas(path, known),
        "blackboard": _blackboard,
        "ilias": _ilias,
        "openolat": _openolat,
        "plain": lambda path: _plain(path, known),
    }
    if only:
        kinds = {only: kinds[only]}
    found = [next((one for kind in kinds.values() if (one := kind(path))), None) for path in paths]
    return _blackboard_names(found, sheet)


def is_of_a_platform(path) -> bool:
    """Whether the outermost name is one that only a platform gives.

    Args:
        path: a tuple of names, the outermost first.
    """
    return any(kind(path) for kind in (lambda path: _moodle(path, False), lambda path: _canvas(path, set()),
                                       _blackboard, _ilias, _openolat))  # fmt: skip


def _moodle_flat(name):
    match = MOODLE.fullmatch(name)
    return match and match["file"]


def _moodle(path, flat):
    # Without folders a student's own folder comes first, and Moodle's name is put before the file's.
    outer = path[-1] if flat else path[0]
    match = MOODLE.fullmatch(outer)
    if not match or not match["name"].strip():
        return None
    name, number = match["name"].strip(), match["number"] or ""
    owner = Owner("moodle", f"moodle:{number or name}", name, number=number)
    inner = (match["file"],) if match["file"] else ()
    rest = (*path[:-1], *inner) if flat else (*inner, *path[1:])
    ignored = "" if match["kind"] == "file" else f"Moodle's {match['kind']}, not a file that was uploaded"
    return Delivered(owner, rest, ignored=ignored) if rest or ignored else None


def _canvas(path, known):
    match = CANVAS.fullmatch(path[0]) or CANVAS_ANONYMOUS.fullmatch(path[0])
    if not match:
        return None
    file, number = match["file"], match["number"]
    # Hidden names have one number or two in front of the file, whose own name may begin with a number as well.
    shorter = re.fullmatch(r"\d+_(.+)", file, re.S)
    if shorter and plain_name(file) not in known and plain_name(shorter[1]) in known:
        file = shorter[1]
    owner = Owner("canvas", f"canvas:{number}", match["name"] or "canvas", number=number)
    return Delivered(owner, (file, *path[1:]), order=int(match["order"]), late=bool(match["late"]))


def _blackboard(path):
    match = BLACKBOARD.fullmatch(path[0])
    if not match or "_" not in match["head"]:
        return None
    owner = Owner("blackboard", "", match["head"])
    try:
        time = datetime(*map(int, match["time"].split("-")))
    except ValueError:
        return None
    if match["receipt"] and len(path) == 1:
        return Delivered(owner, (), time, ignored="Blackboard's own note about an attempt")
    ending = path[0][match.end("time") :]
    return Delivered(owner, ((match["file"] or f"submission{ending}"), *path[1:]), time)


def _blackboard_names(found, sheet):
    """Take the assignment's title away from Blackboard's names: it is the same for everybody."""
    heads = [one.owner.name.split("_") for one in found if one and one.owner.platform == "blackboard"]
    if not heads:
        return found
    # Some part of a name is left for everybody, whatever they have in common.
    most = min(map(len, heads)) - 1
    titled = next((k for k in range(most, 0, -1) if plain_name("".join(heads[0][:k])) == plain_name(sheet)), 0)
    common = titled or next((k for k in range(most) if len({head[k] for head in heads}) > 1), most)
    named = []
    for one in found:
        if one and one.owner.platform == "blackboard":
            login = "_".join(one.owner.name.split("_")[max(common, 1) :])
            one = replace(one, owner=Owner("blackboard", f"blackboard:{login}", login, login))
        named.append(one)
    return named


def _ilias(path):
    name = path[0] if len(path) > 1 else stem(path[0])
    match = name and ILIAS.fullmatch(name)
    if not match:
        return None
    owner = Owner("ilias", f"ilias:{match['number']}", match["name"].replace("_", " "), match["login"], match["number"])
    rest = path[1:] or path
    file = ILIAS_FILE.fullmatch(rest[-1])
    time = None
    if file:
        try:
            time, rest = datetime.strptime(file["time"], "%Y%m%d%H%M%S"), (*rest[:-1], file["file"])
        except ValueError:
            file = None
    return Delivered(owner, rest, time)


def _openolat(path):
    if len(path) < 3 or not OPENOLAT.match(path[1]):
        return None
    owner = Owner("openolat", f"openolat:{path[0]}", path[0].replace("_", " "), path[0])
    if not OPENOLAT_SENT.match(path[1]):
        return Delivered(owner, path[2:], ignored="not what a student sent")
    return Delivered(owner, path[2:], order=int(re.match(r"\d+", path[1])[0]))


def _plain(path, known):
    if len(path) > 1:
        return Delivered(Owner("plain", f"plain:{path[0]}", path[0]), path[1:])
    name = stem(path[0])
    if name:
        return Delivered(Owner("plain", f"plain:{name}", name), path)
    # "Ada Lovelace - notebook.ipynb", as some classrooms deliver.
    name, dash, file = path[0].partition(" - ")
    if dash and name.strip() and plain_name(file) in known:
        return Delivered(Owner("plain", f"plain:{name}", name), (file,))
    return None


def is_nameless(owner) -> bool:
    """Whether a platform hides who somebody is, so that the number is all there is.

    Args:
        owner: an `Owner`.
    """
    word = unicodedata.normalize("NFKC", owner.name).casefold()
    return re.sub(r"[^a-z]", "", word) in NAMELESS
