"""What a student handed in: found without following a link, read as bytes, put in order against the sheet.

A submission is `submitted/<student>/<sheet>/`. Nothing in it is believed: not its names, not its links, not its
`timestamp.txt`. The time that counts is when this folder's content was first seen here.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import stat
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from grading import bounded, identity
from sheet_utils import submission

DEPTH, FILES, BESIDE = 4, 1000, 50_000_000
# Bytes of a file that decide whether it has changed.
DIGESTED = 200_000_000
# Bytes of notebooks that are read to find out which they are, where a folder holds others than were asked for.
LOOKED_INTO = 20_000_000
# A file with more of a notebook's cells than this is one of it.
ALIKE = 2
# A module of these names beside a notebook has one purpose.
TELLING = {"sitecustomize", "usercustomize", "ipython_config", "ipykernel_launcher", "nbgrader_config",
           "jupyter_config", "conftest"}  # fmt: skip
# nbgrader's exchange writes these beside a submission: when it came, and whom its feedback is for.
TIME = re.compile(r"\d{4}(-\d\d){2}[ T]\d\d(:\d\d){2}(\.\d+)?( ?[\w+:-]+(/[\w+-]+)*)?", re.ASCII)
RECEIPT = {
    "timestamp.txt": lambda text: TIME.fullmatch(text) and _is_time(text),
    "submission_secret.txt": re.compile("[0-9a-f]{32,256}").fullmatch,
}
#: Where an earlier version of a notebook is kept that was handed in again.
EARLIER = "earlier"
#: Kinds of archives that are known, and not unpacked; a zip is unpacked when it is collected.
FOREIGN_ARCHIVES = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst")
IGNORED = {".ipynb_checkpoints", "__pycache__", ".git", "__MACOSX", ".DS_Store"}


@dataclass
class Handed:
    """One student's folder.

    Attributes:
        student: the folder's name.
        folder: its place.
        notebooks: dict of the sheet's notebook to the file that is taken for it.
        beside: names of the other files.
        notes, flags: what was unusual, for the student and for the tutor.
        digest: a hash of the content.
    """

    student: str
    folder: Path
    notebooks: dict = field(default_factory=dict)
    beside: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    digest: str = ""


def find(submitted, sheet, notebooks, students=None) -> list[Handed]:
    """All submissions of a sheet, by student.

    Args:
        submitted: the folder with one folder per student.
        sheet: the sheet's name.
        notebooks: dict of notebook name to `grading.sheet.Notebook`.
        students: names, or None for all.

    Returns:
        A list of `Handed`, sorted by student.

    Raises:
        FileNotFoundError: there is no folder of submissions.
    """
    submitted = Path(submitted)
    if not submitted.is_dir():
        raise FileNotFoundError(f"there is no folder of submissions at {submitted}")
    found = []
    for entry in sorted(os.scandir(submitted), key=lambda entry: entry.name):
        names = {entry.name, identity.of_folder(entry.name)}
        if entry.name not in IGNORED and (not students or names & set(students)):
            found += _looked_at(entry, Path(entry.path) / sheet, notebooks)
    return found


def _looked_at(entry, folder, notebooks):
    """What one entry of the folder of submissions holds: a list of one `Handed`, or of none."""
    student, flags = identity.of_folder(entry.name), []
    if student != entry.name:
        why = (
            f"the folder {identity.shown(entry.name)[:100]} is kept as {student}: pages and tables hold the id as it is"
        )
        flags = [("another id", why)]
    try:
        if entry.is_symlink() or (entry.is_dir(follow_symlinks=False) and folder.is_symlink()):
            note = "Your submission was a link, not a folder; nothing could be read."
            flag = ("link", "the submission itself is a link; it was not followed")
            return [Handed(student, folder, notes=[note], flags=[*flags, flag])]
        if not entry.is_dir(follow_symlinks=False) or not folder.is_dir():
            return []
        handed = _look_bounded(student, folder, notebooks)
        handed.flags += flags
        return [handed]
    except Exception as error:
        # Nobody has thought of everything: the others are graded all the same.
        note = "Your folder could not be read. Your tutor looks at it."
        return [Handed(student, folder, notes=[note], flags=[("not graded", f"intake failed: {error!r:.200}")])]


def _look_bounded(student, folder, notebooks):
    """`_look` in a process of its own; where that takes too long, files are known by their names alone."""
    try:
        plain = bounded.run(lambda: asdict(replace(_look(student, folder, notebooks), folder=None)))
    except bounded.Exceeded as error:
        plain = bounded.run(lambda: asdict(replace(_look(student, folder, notebooks, contents=False), folder=None)))
        plain["flags"].append(("slow to read", f"no file was looked into: {error}"))
    return Handed(**{**plain, "folder": folder, "flags": [tuple(flag) for flag in plain["flags"]]})


def _look(student, folder, notebooks, contents=True):
    handed = Handed(student, folder)
    names = []
    _walk(folder, PurePosixPath(), names, handed)
    digest = hashlib.sha256()
    for name in names:
        with contextlib.suppress(OSError), open_inside(folder, name) as file:
            digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            digest.update(_digest(file))
    handed.digest = digest.hexdigest()[:20]
    _assign(handed, names, notebooks, contents)
    _telling(handed)
    handed.notes += [f"{name} is an archive that could not be unpacked. Hand in the notebooks themselves, or one .zip."
                     for name in handed.beside if name.casefold().endswith((".zip", *FOREIGN_ARCHIVES))]  # fmt: skip
    return handed


def _digest(file):
    """A hash of a file; of one that is larger than any notebook, of its beginning and its size."""
    digest = hashlib.sha256(str(os.fstat(file.fileno()).st_size).encode())
    left = DIGESTED
    while left > 0 and (part := file.read(min(left, 1 << 20))):
        digest.update(part)
        left -= len(part)
    return digest.digest()


def _walk(folder, below, names, handed):
    """Collect the plain files, and note everything else that is not a folder."""
    try:
        entries = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
    except OSError as error:
        handed.flags.append(("special file", f"{below} cannot be read: {error.strerror}"))
        return
    for entry in entries:
        name = below / entry.name
        if entry.name in IGNORED or len(names) >= FILES:
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            handed.flags.append(("link", f"{name} points to {os.readlink(entry.path)[:200]}; it was not followed"))
            handed.notes.append(f"{name} is a link and was left out. Hand in the file itself.")
        elif stat.S_ISDIR(mode):
            if name.suffix.lower() == ".ipynb":
                handed.notes.append(f"{name} is a folder, not a notebook.")
            if len(name.parts) < DEPTH:
                _walk(folder, name, names, handed)
        elif stat.S_ISREG(mode):
            names.append(str(name))
        else:
            handed.flags.append(("special file", f"{name} is neither a file nor a folder; it was left out"))


def _assign(handed, names, notebooks, contents):
    # The file nearest to the top wins, where a name is there twice.
    nearest = {}
    for name in sorted(names, key=lambda name: (name.count("/"), name)):
        nearest.setdefault(PurePosixPath(name).name, name)
    found, notes = submission.name_files(list(nearest), list(notebooks))
    handed.notebooks = {notebook: nearest[file] for notebook, file in found.items()}
    handed.notes += notes
    if contents and (others := dict(_looked_into(handed, names))):
        _assign_by_content(handed, notebooks, others)
        _assign_the_worked(handed, notebooks, others)
    for notebook in notebooks:
        if notebook not in handed.notebooks:
            handed.notes.append(f"{notebook}.ipynb was not handed in.")
    handed.beside = [name for name in names if name not in handed.notebooks.values()]


def _looked_into(handed, names):
    """The cells of the notebooks under unknown names, nearest to the top first, as far as they are not too large."""
    left = LOOKED_INTO
    for name in sorted(names, key=lambda name: (name.count("/"), name)):
        if name.lower().endswith(".ipynb") and name not in handed.notebooks.values():
            with contextlib.suppress(submission.Unreadable, OSError):
                data = read_inside(handed.folder, name, left + 1)
                if (left := left - len(data)) < 0:
                    return
                yield name, submission.read(data)[0]


def _alike(cells, manifest):
    """How many of a notebook's cells, as far as they are its own and no text, are among these."""
    ids = {str(cell["grading"].get("grade_id") or cell["id"]) for cell in cells}
    return len(ids & {cell["id"] for cell in manifest["cells"] if cell["kind"] in ("graded", "solution", "task")})


def _assign_by_content(handed, notebooks, others):
    """Notebooks under names of their own are known by the cells in them."""
    for notebook in [name for name in notebooks if name not in handed.notebooks]:
        alike = {name: _alike(cells, notebooks[notebook].manifest) for name, cells in others.items()}
        best = max(alike, key=alike.get, default=None)
        if best and alike[best] > ALIKE:
            handed.notebooks[notebook] = best
            handed.notes.append(f"{best} was taken for {notebook}.ipynb.")
            del others[best]


def _assign_the_worked(handed, notebooks, others):
    """A file as it was handed out stands back behind a copy that somebody has worked in."""
    for notebook, taken in list(handed.notebooks.items()):
        manifest = notebooks[notebook].manifest
        copies = {name: submission.written(cells, manifest) for name, cells in others.items()
                  if _alike(cells, manifest) > ALIKE}  # fmt: skip
        if not copies:
            continue
        best, mine = max(copies, key=copies.get), 0
        with contextlib.suppress(submission.Unreadable, OSError):
            mine = submission.written(submission.read(read_inside(handed.folder, taken, LOOKED_INTO))[0], manifest)
        if copies[best] and not mine:
            handed.notebooks[notebook] = best
            handed.notes.append(f"Nothing is filled in in {taken}; {best} was taken for it.")
            handed.flags.append(("two files of one notebook", f"{best} was taken, and not {taken}, which is blank"))
        # Of what was handed in again the last version counts: nobody wonders at that.
        elif others_of_it := [k for k, n in copies.items() if n and not k.startswith(f"{EARLIER}/")]:
            handed.notes.append(f"Beside {taken} lies {', '.join(others_of_it)}; {taken} was taken.")
            handed.flags.append(("two files of one notebook", f"{taken} was taken, and not {', '.join(others_of_it)}"))


def _telling(handed):
    for name in handed.beside:
        path = PurePosixPath(name)
        module = path.parts[0] if len(path.parts) > 1 else path.stem if path.suffix in (".py", ".pth", ".so") else ""
        if not module.isidentifier():
            continue
        try:
            library = importlib.util.find_spec(module) is not None
        except (ImportError, ValueError):
            library = False
        if path.suffix in (".py", ".pth", ".so") and (module in TELLING or library):
            handed.flags.append(("file in a library's place", f"{name} lies beside the notebook"))


# --- Reading. -------------------------------------------------------------------------------------


def open_inside(folder, name) -> BinaryIO:
    """Open a plain file below a folder; no link is followed on the way.

    Args:
        folder: where it begins; it may not be a link itself.
        name: the file's path below it, with "/" between its names.

    Returns:
        The file, open for reading bytes.

    Raises:
        OSError: something on the way is a link, or the end is no plain file.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    here = os.open(folder, flags | os.O_DIRECTORY)
    try:
        *parents, last = PurePosixPath(name).parts
        for part in parents:
            there = os.open(part, flags | os.O_DIRECTORY, dir_fd=here)
            os.close(here)
            here = there
        # Not blocking: a pipe with no writer would hold us for ever.
        file = os.open(last, flags | os.O_NONBLOCK, dir_fd=here)
    finally:
        os.close(here)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(f"{name} is not a plain file")
    return os.fdopen(file, "rb")


def read_inside(folder, name, limit=submission.LARGEST + 1) -> bytes:
    """Read the beginning of a plain file below a folder.

    Args:
        folder, name: as in `open_inside`, whose errors it raises.
        limit: how many bytes are read at most.

    Returns:
        The bytes; a file with more of them than `limit` is cut.
    """
    with open_inside(folder, name) as file:
        return file.read(limit)


def _is_time(text):
    """Whether nbgrader can read a time; where it cannot, dateutil raises an error of one of many kinds."""
    # nbgrader imports all of itself, which takes a second, and most platforms deliver no such file.
    from nbgrader.utils import parse_utc

    return bool(parse_utc(text))


def receipt(handed) -> tuple[str | None, str | None]:
    """Read what nbgrader's exchange wrote beside a submission.

    Args:
        handed: a `Handed`; only its folder is looked at.

    Returns:
        (time, secret), texts as they stand in the files; each None where it is missing or odd.
    """
    found = {}
    for name, fits in RECEIPT.items():
        try:
            text = read_inside(handed.folder, name, 500).decode("ascii").strip()
            found[name] = text if fits(text) else None
        except Exception:
            found[name] = None
    return tuple(found.values())


def read_beside(handed) -> dict[str, bytes]:
    """Read the files beside the notebooks, as far as they fit.

    Args:
        handed: a `Handed`; where not all files fit, its notes say so.

    Returns:
        {name: bytes}; files that cannot be read are left out.
    """
    files, left = {}, BESIDE
    for name in handed.beside:
        with contextlib.suppress(OSError):
            data = read_inside(handed.folder, name, left + 1)
            if len(data) > left:
                note = f"{name} and what follows it were left out: the files are too large."
                handed.notes += [note] if note not in handed.notes else []
                break
            files[name], left = data, left - len(data)
    return files
