"""What one student sent, unpacked into a folder of its own: counted while it is read, and by rule what is left out.

Everything here is called in a bounded process (`grading.bounded`), takes and returns plain data, and believes
no name, size or date that an archive claims.
"""

import contextlib
import hashlib
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from datetime import datetime
from pathlib import Path, PurePosixPath

from grading.collect import platforms
from grading.intake import EARLIER
from sheet_utils import submission

#: Bytes, files and levels of archives in archives that one student may send.
BYTES, FILES, DEPTH = 400_000_000, 3_000, 3
#: Bytes of one file beside the notebooks, and of all of them.
BESIDE, ALL_BESIDE = 20_000_000, 50_000_000
#: Characters of a path, and entries of a list that is only looked at.
PATH, LISTED = 1_000, 200_000
CHUNK = 1 << 20
#: What systems, editors and interpreters leave in a folder.
SHADOWS = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__", ".git", ".svn",
           ".idea", ".vscode", ".venv", "venv", "node_modules", "site-packages", ".pytest_cache", ".ruff_cache",
           ".mypy_cache", ".virtual_documents", ".trash", "icon\r", ".spotlight-v100", ".fseventsd"}  # fmt: skip
SHADOW_FILE = re.compile(r"(?i)\._.*|~\$.*|.*~|\.~.*|#.*#|.*\.(pyc|pyo|swp|swo|lnk|url|crdownload|part|tmp)")
#: nbgrader's exchange writes these; from a student they would be a claim.
RECEIPTS = {"timestamp.txt", "submission_secret.txt"}
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
           RuntimeError, struct.error, UnicodeError, OverflowError, KeyError, IndexError)  # fmt: skip
FLAG_ENCRYPTED, FLAG_UTF8 = 0x1, 0x800
GROUP = re.compile(r"^[ \t>*#_`-]*(?:group|gruppe|team)[ \t*_`]*:[ \t]*(\S.*)", re.IGNORECASE | re.MULTILINE)
# The end of a copy's name: " (1)", "-1", "_2", "-Copy1", " - Kopie", "copy".
COPY = re.compile(r"(?P<stem>.*?)(?P<copy>(?:[ _-]*(?:\(\d+\)|[-_]\d+|(?:copy|kopie|copie|copia) ?\d*))+)?",
                  re.IGNORECASE | re.DOTALL)  # fmt: skip


def listing(path) -> list[list]:
    """The files in a zip, without unpacking one.

    Args:
        path: of a zip.

    Returns:
        A list of [index, path, bytes, date]: path with "/" between its names, date as ISO text or "".

    Raises:
        zipfile.BadZipFile: it is none, or cut off.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        if len(entries) > LISTED:
            raise zipfile.BadZipFile(f"it has more than {LISTED} entries")
        return [[k, entry_name(entry), entry.file_size, entry_date(entry)] for k, entry in enumerate(entries)
                if not entry.is_dir()]  # fmt: skip


def entry_name(entry) -> str:
    """The name of an entry as whoever packed it meant it, with "/" between folders.

    A zip says of a name that it is UTF-8, or says nothing: then it is UTF-8 all the same (macOS, Linux), or in the
    code page of an old Windows.

    Args:
        entry: a `zipfile.ZipInfo`.

    Returns:
        The path inside the archive, as it is claimed: `safe_path` has not looked at it yet.
    """
    name = entry.orig_filename
    if not entry.flag_bits & FLAG_UTF8:
        with contextlib.suppress(UnicodeError):
            data = name.encode("cp437")
            try:
                name = data.decode("utf-8")
            except UnicodeDecodeError:
                # German letters have the same places in both code pages; the others differ.
                name = data.decode("cp850")
    return name.replace("\\", "/")


def entry_date(entry) -> str:
    """When an entry was last changed, by the clock of whoever packed it.

    Args:
        entry: a `zipfile.ZipInfo`.

    Returns:
        ISO text without a zone; "" where there is no date.
    """
    with contextlib.suppress(ValueError):
        if entry.date_time > (1980, 1, 1, 0, 0, 0):
            return datetime(*entry.date_time).isoformat()
    return ""


def safe_path(path) -> PurePosixPath:
    """A path as names, each fit for a folder of ours.

    Args:
        path: text with "/" between its names, as an archive or a platform claims it.

    Returns:
        The relative path, without "." and empty names, in Unicode's NFC.

    Raises:
        ValueError: it leads out of its folder, or holds what no name may; the text says which.
    """
    path = unicodedata.normalize("NFC", path)
    if len(path) > PATH:
        raise ValueError(f"its path has more than {PATH} characters")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        raise ValueError("its path begins at the top of a disk")
    names = [name for name in path.split("/") if name not in ("", ".")]
    if ".." in names:
        raise ValueError("its path leads out of its folder")
    if not names:
        raise ValueError("it has no name")
    if any(not letter.isprintable() for letter in path):
        raise ValueError("its name holds control characters")
    if any(len(name.encode("utf-8", "replace")) > 200 for name in names):
        raise ValueError("its name is too long")
    return PurePosixPath(*(name.encode("utf-8", "replace").decode("utf-8") for name in names))


def shadow(path) -> str:
    """Why a file is left out by its name alone.

    Args:
        path: a `PurePosixPath`.

    Returns:
        The reason, in words; "" where the file is taken.
    """
    for name in path.parts:
        if name.casefold() in SHADOWS:
            return f"{name} is not the student's work"
    if SHADOW_FILE.fullmatch(path.name):
        return "a shadow of another file"
    return ""


class Stage:
    """Collects what one student sent in one folder.

    Args:
        folder: a new folder; files are written into it under numbers.
        notebooks: names of the sheet's notebooks.
    """

    def __init__(self, folder, notebooks):
        self.folder, self.notebooks = Path(folder), list(notebooks)
        self.bytes, self.files = BYTES, FILES
        self.leaves, self.ignored, self.problems = [], [], []

    def problem(self, text) -> None:
        """Note what could not be read, once, and no more than twenty such notes.

        Args:
            text: one line, for the tutor and the student.
        """
        if len(self.problems) < 20 and text not in self.problems:
            self.problems.append(text)

    def skip(self, path, reason) -> None:
        """Note a file that is left out by rule, up to five hundred of them.

        Args:
            path: of the file, below the student's name.
            reason: why, in words.
        """
        if len(self.ignored) < 500:
            self.ignored.append([str(path), reason])

    def add(self, open_file, path, date, order, depth=0) -> None:
        """Take one file; an archive is opened in its place.

        What cannot be taken raises no error: it becomes a `problem`, or is skipped.

        Args:
            open_file: a function without arguments that opens the file for reading bytes.
            path: a `PurePosixPath`, where it lies below the student's name.
            date: ISO text, when it was last changed, or "".
            order: list of numbers that grow with each submission.
            depth: how many archives of the student's it lies in.
        """
        if reason := shadow(path):
            self.skip(path, reason)
            return
        self.files -= 1
        if self.files < 0:
            self.problem(f"more than {FILES} files: {path} and what follows were left out")
            return
        raw = self.folder / str(len(self.leaves))
        self.leaves.append(None)
        try:
            with open_file() as source, raw.open("wb") as target:
                digest, size = self._copied(source, target)
        except Full:
            raw.unlink()
            self.problem(f"{path} and what follows were left out: more than {BYTES // 1_000_000} MB when unpacked")
            return
        except OSError as error:
            raw.unlink(missing_ok=True)
            self.problem(f"{path} cannot be read: {error.strerror or error}")
            return
        except DAMAGED as error:
            raw.unlink(missing_ok=True)
            self.problem(f"{path} is damaged or encrypted ({str(error)[:80]})")
            return
        leaf = {"path": str(path), "raw": raw.name, "size": size, "sha": digest, "date": date, "order": order}
        if _is_zip(raw, path) and self._unzipped(raw, path, order, depth):
            raw.unlink()
            return
        if platforms.is_foreign(path.name):
            self.problem(f"{path} is an archive of a kind that is not unpacked here (only .zip is)")
        self.leaves[int(raw.name)] = leaf

    def _copied(self, source, target):
        digest, size = hashlib.sha256(), 0
        while part := source.read(CHUNK):
            self.bytes -= len(part)
            if self.bytes < 0:
                raise Full
            size += len(part)
            digest.update(part)
            target.write(part)
        return digest.hexdigest(), size

    def _unzipped(self, raw, path, order, depth):
        """Take what is in a zip; returns whether it could be opened. One that could not stays as it is."""
        if depth >= DEPTH:
            self.problem(f"{path} lies in more than {DEPTH} archives, one inside the other, and was not opened")
            return False
        # Inside, the archive's own name is no folder: `sheet10.zip` beside a notebook means its content.
        try:
            archive = zipfile.ZipFile(raw)
        except DAMAGED as error:
            self.problem(f"{path} cannot be unpacked: it is damaged or cut off ({str(error)[:80]})")
            return False
        with archive:
            entries = archive.infolist()
            if any(entry.flag_bits & FLAG_ENCRYPTED for entry in entries):
                self.problem(f"{path} is locked with a password")
                return False
            # The notebooks first: whatever else is too large does not take their place.
            entries.sort(key=lambda entry: notebook_of(PurePosixPath(entry_name(entry)).name, self.notebooks) is None)
            for entry in entries:
                if entry.is_dir():
                    continue
                self._add_entry(archive, entry, path.parent, order, depth)
                if self.bytes < 0 or self.files < 0:
                    break
        return True

    def _add_entry(self, archive, entry, below, order, depth):
        name = entry_name(entry)
        try:
            path = below / safe_path(name)
        except ValueError as error:
            self.problem(f"{name[:80]!r} was left out: {error}")
            return
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            self.problem(f"{path} is a link or another special file and was left out")
            return
        self.add(lambda: archive.open(entry), path, entry_date(entry), order, depth + 1)


class Full(Exception):
    """More bytes than one student may send."""


def _is_zip(raw, path):
    """Whether a file is an archive to be opened: by its ending, or a notebook by name that is a zip within."""
    ending = path.suffix.casefold()
    with raw.open("rb") as file:
        zipped = file.read(4) in (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
    return ending == ".zip" or (zipped and ending in (".ipynb", ""))


def unpack(parts, folder, notebooks) -> dict:
    """Unpack what one student sent.

    Args:
        parts: list of {"source": path of a file, "index": None or number of an entry in it, "rest": path below the
            student's name, "order": list of numbers that grow with each submission}.
        folder: an empty folder; at the end it holds the files that are kept, under the names they are kept under.
        notebooks: names of the sheet's notebooks.

    Returns:
        A dict of
            files: {name: sha256} of what is kept;
            notebooks: {notebook: path it came under};
            notes: what was done, in words;
            problems: what could not be read;
            ignored: [path, reason] pairs;
            date: ISO text, the newest date of a notebook in the student's own archives, or "";
            groups: names of the sheet's notebooks that claim a group, and the words of the claim.
    """
    folder = Path(folder)
    raw = folder / ".raw"
    raw.mkdir(parents=True)
    stage = Stage(raw, notebooks)
    archives = {}
    try:
        for part in parts:
            _take(stage, part, archives)
        result = _settle(stage, folder, notebooks)
    finally:
        for archive in archives.values():
            archive.close()
    for name in os.listdir(raw):
        (raw / name).unlink()
    raw.rmdir()
    return result


def _take(stage, part, archives):
    source = part["source"]
    try:
        path = safe_path(part["rest"])
    except ValueError as error:
        stage.problem(f"{part['rest'][:80]!r} was left out: {error}")
        return
    if part["index"] is None:
        date = datetime.fromtimestamp(os.lstat(source).st_mtime).isoformat(timespec="seconds")
        stage.add(lambda: _opened(source), path, date, part["order"])
        return
    if source not in archives:
        archives[source] = zipfile.ZipFile(source)
    entry = archives[source].infolist()[part["index"]]
    if entry.flag_bits & FLAG_ENCRYPTED:
        stage.problem(f"{path} is locked with a password")
    elif stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        stage.problem(f"{path} is a link or another special file and was left out")
    else:
        stage.add(lambda: archives[source].open(entry), path, entry_date(entry), part["order"])


def _opened(path):
    """A plain file, opened without following a link or waiting for a pipe."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is neither a file nor a folder")
    return os.fdopen(descriptor, "rb")


# --- Which file is which. ---------------------------------------------------------------------------


def notebook_of(name, notebooks) -> tuple[str, int] | None:
    """Which notebook of the sheet a file is by its name, repaired as browsers, systems and platforms damage names.

    Args:
        name: of the file, without folders.
        notebooks: names of the sheet's notebooks, without ending.

    Returns:
        (notebook, number of the copy: 0 for the name itself), or None.
    """
    stem = re.sub(r"(?i)(\.(ipynb|json|txt))+$", "", name).lstrip(".")
    if name.casefold().endswith((".py", ".html", ".pdf", ".md", ".csv", ".zip", ".png")):
        return None
    for notebook in notebooks:
        if stem == notebook:
            return notebook, 0
    match = COPY.fullmatch(stem) if len(stem) < 200 else None
    plain = submission.plain_name
    for notebook in notebooks:
        if plain(stem) == plain(notebook):
            number = re.search(r"(\d+)\D*$", stem) if match and match["copy"] else None
            return notebook, int(number[1][:9]) if number else 0
        if match and match["copy"] and plain(match["stem"]) == plain(notebook):
            number = re.search(r"(\d+)\D*$", match["copy"])
            return notebook, int(number[1][:9]) if number else 1
    return None


def _is_notebook(raw, name):
    """Whether a file under a name of its own is a notebook, by its ending or, where that is odd, by its beginning."""
    lower = name.casefold()
    if lower.endswith(".ipynb"):
        return True
    if lower.endswith((".ipynb.json", ".ipynb.txt", ".json", ".txt")) or "." not in name.lstrip("."):
        with raw.open("rb") as file:
            start = file.read(4096).replace(b"\0", b"")
        return b'"cells"' in start and b"{" in start[:8] or b'"nbformat"' in start
    return False


def _settle(stage, folder, notebooks):
    """Give what is kept its names."""
    notes, files, came_from = [], {}, {}
    leaves = [leaf for leaf in stage.leaves if leaf]
    versions = {}
    for leaf in leaves:
        path = PurePosixPath(leaf["path"])
        known = notebook_of(path.name, notebooks)
        leaf["notebook"], leaf["copy"] = known if known and leaf["size"] <= submission.LARGEST else (None, 0)
        versions.setdefault(leaf["notebook"], []).append(leaf)
    others = versions.pop(None, [])
    homes = {PurePosixPath(leaf["path"]).parent for some in versions.values() for leaf in some}
    dates = []
    for notebook in notebooks:
        some = sorted(versions.get(notebook, []), key=_later)
        if not some:
            continue
        *earlier, best = some
        _keep(stage, folder, files, best, f"{notebook}.ipynb")
        came_from[notebook] = best["path"]
        dates.append(best["date"])
        different = {leaf["sha"]: leaf for leaf in earlier if leaf["sha"] != best["sha"]}
        for leaf in earlier:
            if leaf["sha"] == best["sha"]:
                stage.skip(leaf["path"], f"the same as {best['path']}")
        if different:
            listed = ", ".join(leaf["path"] for leaf in different.values())
            notes.append(f"{best['path']} counts, and not {listed}, which is kept under {EARLIER}/")
        for number, leaf in enumerate(different.values(), start=1):
            _keep(stage, folder, files, leaf, f"{EARLIER}/{notebook}.{number}.ipynb")
        if PurePosixPath(best["path"]).name != f"{notebook}.ipynb":
            notes.append(f"{best['path']} was taken for {notebook}.ipynb")
    left = ALL_BESIDE
    for leaf in others:
        left = _keep_beside(stage, folder, files, leaf, homes, left, notes)
    return {"files": files, "notebooks": came_from, "notes": notes, "problems": stage.problems,
            "ignored": stage.ignored, "date": max(dates, default=""), "groups": _claims(folder, came_from)}  # fmt: skip


def _later(leaf):
    """Sorts versions of one notebook: by submission, then the nearer to the top, the newer, the higher number."""
    return leaf["order"], -leaf["path"].count("/"), leaf["date"], leaf["copy"], leaf["path"]


def _keep(stage, folder, files, leaf, name):
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    (stage.folder / leaf["raw"]).rename(target)
    target.chmod(0o644)
    files[name] = leaf["sha"]


def _keep_beside(stage, folder, files, leaf, homes, left, notes):
    """Keep a file that is none of the sheet's notebooks, where the notebook beside which it lay finds it."""
    path = PurePosixPath(leaf["path"])
    raw = stage.folder / leaf["raw"]
    hidden, notebook = path.name.startswith("."), _is_notebook(raw, path.name)
    if path.name in RECEIPTS:
        stage.skip(path, "only nbgrader's exchange writes it")
        return left
    if "sheet_utils" in path.parts[:-1]:
        stage.skip(path, "the course's library")
        return left
    if hidden and not notebook or any(part.startswith(".") for part in path.parts[:-1]):
        stage.skip(path, "a hidden file")
        return left
    if not notebook and leaf["size"] > min(BESIDE, left):
        stage.problem(f"{path} was left out: it has {leaf['size'] / 1e6:.0f} MB, and files beside a notebook are small")
        return left
    home = max((home for home in homes if path.is_relative_to(home)), key=lambda home: len(home.parts), default=None)
    name = path.relative_to(home) if home is not None else path
    if notebook:
        repaired = re.sub(r"(?i)(\.(ipynb|json|txt))+$", "", name.name).lstrip(".") or "notebook"
        name = name.with_name(f"{repaired}.ipynb")
    # Capitals do not count on every disk.
    taken = {known.casefold() for known in files}
    for choice in (name, path, *(path.with_name(f"{path.stem} ({k}){path.suffix}") for k in range(2, 50))):
        parents = {str(parent).casefold() for parent in choice.parents}
        inside = any(known.startswith(f"{choice}/".casefold()) for known in taken)
        if str(choice).casefold() not in taken and not parents & taken and not inside:
            if choice.name != path.name:
                notes.append(f"{path} is kept as {choice}")
            _keep(stage, folder, files, leaf, str(choice))
            return left if notebook else left - leaf["size"]
    stage.problem(f"{path} was left out: too many files have its name")
    return left


def _claims(folder, came_from):
    """The first line of each notebook's first cell that names a group: a claim, which somebody has to confirm."""
    claims = {}
    for notebook in came_from:
        with contextlib.suppress(submission.Unreadable, OSError):
            cells, _ = submission.read((folder / f"{notebook}.ipynb").read_bytes())
            if cells and (match := GROUP.search(cells[0]["source"][:5000])):
                claims[notebook] = match[1].strip()[:200]
    return claims
