"""From what a learning platform delivers to `submitted/STUDENT/SHEET/`, with a preview first.

Identity comes from the outermost name alone, which a platform or a tutor gave. What a student sent is unpacked in a
bounded process: a bad archive costs one student, and one line. Nothing that was delivered is changed or deleted, and
what lies in `submitted/` already is moved aside before it is replaced.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from grading import bounded, identity
from grading import sheet as sheets
from grading.collect import platforms, roster, unpack
from grading.records.record_files import replace_file
from grading.tables import TableError

#: Bytes that all of a class may come to when unpacked.
CLASS_BYTES = 40_000_000_000
#: A table of the roster that covers less of what was delivered is probably another course's.
COVERED = 0.5
#: How platforms call the archive of a whole class.
CLASS_NAMES = ("submissions", "gradebook", "abgaben", "bulk", "einreichungen", "download", "assignment")


class CollectError(ValueError):
    """Collecting would not be sensible; the text says why and what to do."""


@dataclass
class Collected:
    """One student's delivery.

    Attributes:
        student: the id.
        owner: a `platforms.Owner`.
        person: the roster's `Person`, or None.
        parts: what was delivered; see `unpack.unpack`.
        result: what came of it, from `unpack.unpack`; empty where it failed.
        time: UTC, ISO text, when it was handed in, or "".
        clock: whose clock that is: "platform", "archive", "student" or "file".
        late: whether the platform itself says that it was late.
        notes: lines about this student.
    """

    student: str
    owner: platforms.Owner
    person: roster.Person | None
    parts: list
    result: dict = field(default_factory=dict)
    time: str = ""
    clock: str = ""
    late: bool = False
    notes: list = field(default_factory=list)


@dataclass
class Plan:
    """What collecting would do.

    Attributes:
        sheet, notebooks: the sheet, and names of its notebooks.
        students: list of `Collected`, sorted by id.
        ignored: (path, reason) of what belongs to nobody or was left out.
        notes: lines about the delivery as a whole.
        missing: people of the roster of whom there is nothing.
        groups: {id: ids of the group}.
        troubles: why nothing is written, however often one asks.
        doubts: why nothing is written unless a tutor says so.
    """

    sheet: str
    notebooks: list
    students: list = field(default_factory=list)
    ignored: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    groups: dict = field(default_factory=dict)
    troubles: list = field(default_factory=list)
    doubts: list = field(default_factory=list)


def archive_folder(folders, sheet) -> Path:
    """The place where a tutor puts what the platform delivered.

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Returns:
        The folder, `downloaded/SHEET/archive/`; it need not exist.
    """
    return folders.root / "downloaded" / sheet / "archive"


def record_path(folders, sheet) -> Path:
    """The place of the record of what was collected: names, times, groups, and what was written where.

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Returns:
        The path of `collected.json`; the file need not exist.
    """
    return folders.records(sheet) / "collected.json"


def read_record(folders, sheet) -> dict[str, dict]:
    """Read what an earlier run has recorded.

    Args:
        folders: a `Folders`.
        sheet: the sheet's name.

    Returns:
        {student: what `write` has kept of them}; empty where there is no record, or none that can be read.
    """
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(record_path(folders, sheet).read_text("utf-8"))
        if isinstance(known, dict):
            return known
    return {}


@contextlib.contextmanager
def planned(
    sheet, folders, archive=None, platform=None, roster_path=None, groups_path=None, whole_class=()
) -> Iterator[tuple[Plan, Path]]:
    """Look at a delivery and unpack it beside its place; at the end of the block what was unpacked is gone.

    Args:
        sheet: its name.
        folders: a `Folders`.
        archive: the folder with the delivery; `downloaded/SHEET/archive/` by default.
        platform: one of `platforms.PLATFORMS`, or None to find out.
        roster_path, groups_path: tables, or None for `roster.csv` and `groups.csv` where they lie in the class's
            folder.
        whole_class: names of archives or folders that hold a whole class although it does not look like it.

    Yields:
        (plan, staged): a `Plan`, and the folder with one folder per student.

    Raises:
        CollectError: there is no delivery, or nobody can be recognised in it.
        TableError, OSError: a table cannot be read.
        grading.sheet.SheetError: there is no such sheet.
    """
    archive = Path(archive or archive_folder(folders, sheet))
    if not archive.is_dir() or not any(archive.iterdir()):
        raise CollectError(f"there is nothing in {archive}; put what your platform gives you there")
    plan = Plan(sheet, sorted(sheets.load(sheet)))
    people = _table(folders, roster_path, "roster.csv", roster.read) or []
    plan.groups = _table(folders, groups_path, "groups.csv", lambda path: roster.read_groups(path, people)) or {}
    files = _delivered(archive, plan, platform, set(whole_class))
    folders.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folders.root, prefix=".collecting-") as scratch:
        staged = Path(scratch)
        _assign(plan, files, people, read_record(folders, sheet))
        _unpack_all(plan, staged)
        _judge(plan, people)
        yield plan, staged


def _table(folders, path, name, read):
    if path is None:
        path = folders.root / name
        if not path.is_file():
            return None
    try:
        return read(Path(path))
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}") from None


# --- What was delivered. ----------------------------------------------------------------------------


@dataclass(frozen=True)
class File:
    """A file of the delivery.

    Attributes:
        path: the names that lead to it from the outside in, those inside an archive of a class included.
        source: the path on this machine of the file, or of the archive that holds it.
        index: the number of its entry in the archive; None for a file that lies in a folder.
        date: when it was last changed, ISO text without a zone, or "".
        packed: whether it lies in an archive, so that the date is the archive's.
    """

    path: tuple
    source: str
    index: int | None
    date: str
    packed: bool


def _delivered(archive, plan, platform, whole_class):
    """Every file of the delivery with its owner: list of (File, Delivered)."""
    tops = {}
    for file in _on_disk(archive, plan):
        tops.setdefault(file.path[0], []).append(file)
    # A folder that is named like the sheet is the platform's, not a student's.
    for top in [top for top in tops if platforms.plain_name(top) == platforms.plain_name(plan.sheet)]:
        for file in tops[top]:
            if len(file.path) > 1:
                inner = File(file.path[1:], file.source, file.index, file.date, file.packed)
                tops.setdefault(inner.path[0], []).append(inner)
                tops[top] = [other for other in tops[top] if other is not file]
        if not tops[top]:
            del tops[top]
    inside = _classes(tops, plan, platform, whole_class)
    found = []
    outside = [file for top, files in tops.items() if top not in inside for file in files]
    for files in [outside, *inside.values()]:
        recognised = platforms.recognise([file.path for file in files], plan.sheet, plan.notebooks, platform)
        for file, delivered in zip(files, recognised, strict=True):
            if delivered is None or delivered.ignored:
                why = delivered.ignored if delivered else "nobody can be named by it"
                plan.ignored.append(("/".join(file.path), why))
            if delivered is not None:
                found.append((file, delivered))
    if not found:
        names = ", ".join(identity.shown(top) for top in sorted(tops)[:5])
        raise CollectError(
            f"nobody is recognised in {archive}, which holds {names or 'no submission'}. Put there "
            "the zip of a class from Moodle, Canvas, Blackboard, ILIAS or OpenOlat, or a zip or a folder per student"
        )
    return found


def _on_disk(archive, plan):
    """The plain files below the folder of the delivery; no link is followed."""
    files, folder = [], [((), archive)]
    while folder:
        path, place = folder.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError as error:
            plan.ignored.append(("/".join(path), f"cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            name = os.fsencode(entry.name).decode("utf-8", "replace")
            inner = (*path, name)
            if entry.is_symlink():
                plan.ignored.append(("/".join(inner), "a link, which is not followed"))
            elif entry.is_dir(follow_symlinks=False):
                if name.casefold() in unpack.SHADOWS:
                    plan.ignored.append(("/".join(inner), "not a student's work"))
                elif len(inner) < 20:
                    folder.append((inner, Path(entry.path)))
            elif not path and unpack.shadow(PurePosixPath(name)):
                plan.ignored.append((name, "a shadow of another file"))
            else:
                with contextlib.suppress(OSError):
                    date = datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime)
                    files.append(File(inner, entry.path, None, date.isoformat(timespec="seconds"), False))
    return sorted(files, key=lambda file: file.path)


def _classes(tops, plan, platform, whole_class):
    """Archives and folders of the delivery that hold a whole class: {name: its files, from the inside}.

    A student may pack folders that are named like other people. So an archive with a plain name is a class's only
    where nothing speaks for its being one student's: it lies alone, or all others are of the same kind, or it is named
    as platforms name theirs and no other is.
    """
    plain = {}
    for top, files in tops.items():
        listed = _inside(top, files, plan) if not platforms.is_of_a_platform(files[0].path) else None
        if listed is not None:
            plain[top] = _without_wrappers(listed)
    classes = {}
    looks = {top: _looks_like_a_class(files, plan) for top, files in plain.items()}
    typical = {top for top in plain if _is_class_name(top)}
    typical_only = typical <= {top for top in looks if looks[top]}
    for top, files in plain.items():
        alike = platform is None and (all(looks.values()) or top in typical and typical_only)
        if top in whole_class or looks[top] == "platform" and (alike or platform not in (None, "plain")):
            classes[top] = files
        elif looks[top] == "plain" and platform is None and len(tops) == 1:
            plan.notes.append(f"{top} lies alone and holds folders with the same notebook, so it was taken for a whole "
                              "class. If it is one student's, add --platform plain")  # fmt: skip
            classes[top] = files
        elif looks[top] == "platform":
            plan.notes.append(f"{top} was taken for one student's, since others lie beside it, although there are "
                              f"names in it as platforms give them. For a class: --whole-class '{top}'")  # fmt: skip
    for name in whole_class - classes.keys():
        raise CollectError(f"--whole-class: there is no archive or folder {name!r} in the delivery")
    return classes


def _is_class_name(top):
    name = (platforms.stem(top) or top).casefold()
    return name.startswith(CLASS_NAMES) or re.search(r"[- ]\d+$", name) is not None


def _inside(top, files, plan):
    """The files of a plain archive or folder of the delivery, with paths from the inside; None where it is neither."""
    if len(files[0].path) > 1:
        return [File(f.path[1:], f.source, f.index, f.date, f.packed) for f in files]
    if not top.casefold().endswith(platforms.ARCHIVES):
        return None
    source = files[0].source
    try:
        entries = bounded.run(unpack.listing, source)
    except bounded.Exceeded:
        # Whatever is wrong with it is told when it is unpacked.
        return None
    inner = []
    for index, name, _, date in entries:
        path = tuple(part for part in name.split("/") if part not in ("", "."))
        if path and not any(part.casefold() in unpack.SHADOWS for part in path):
            inner.append(File(path, source, index, date, True))
    return inner


def _without_wrappers(files):
    """Files without the folders that all of them lie in, as far as these are no person's."""
    while files and all(len(f.path) > 1 for f in files) and len({f.path[0] for f in files}) == 1:
        if platforms.is_of_a_platform(files[0].path):
            break
        files = [File(f.path[1:], f.source, f.index, f.date, f.packed) for f in files]
    return files


def _looks_like_a_class(files, plan):
    """ "platform" where names stand in front that platforms give, "plain" where folders repeat a notebook, or ""."""
    if any(platforms.is_of_a_platform(file.path) for file in files):
        return "platform"
    if any(platforms.MOODLE.fullmatch(file.path[-1]) for file in files):
        return "platform"
    homes = {}
    for file in files:
        known = unpack.notebook_of(file.path[-1], plan.notebooks)
        if known and len(file.path) > 1:
            homes.setdefault(known[0], set()).add(file.path[0])
        if len(file.path) == 1 and known:
            return ""
    packed = [file for file in files if len(file.path) == 1 and platforms.stem(file.path[0])]
    return "plain" if any(len(some) > 1 for some in homes.values()) or len(packed) > 1 else ""


# --- Who is who. ------------------------------------------------------------------------------------


def _assign(plan, files, people, known):
    """Give every owner an id, from the roster where there is one."""
    owners, parts = {}, {}
    for file, delivered in files:
        owners.setdefault(delivered.owner.key, delivered.owner)
        parts.setdefault(delivered.owner.key, []).append((file, delivered))
    persons = {key: roster.match(people, owner.name, owner.login, owner.number) for key, owner in owners.items()}
    _look_for_collisions(plan, owners, persons)
    named = []
    for key, owner in owners.items():
        if persons[key] is None:
            called = owner.login or owner.name
            if platforms.is_nameless(owner) and owner.number:
                called = f"{owner.name}_{owner.number}"
            named.append((key, called, owner.number))
    before = {one["key"]: student for student, one in known.items()
              if isinstance(one, dict) and one.get("key") in owners}  # fmt: skip
    ids = {key: person.id for key, person in persons.items() if person is not None}
    # The roster's ids are taken, whether their people have handed in or not.
    rest = identity.assign_ids(named, {f"roster:{person.id}": person.id for person in people} |
                               {key: student for key, student in before.items() if key not in ids})  # fmt: skip
    ids |= {key: rest[key] for key, _, _ in named}
    for key, owner in owners.items():
        one = Collected(ids[key], owner, persons[key], _parts(parts[key]))
        one.late = any(delivered.late for _, delivered in parts[key])
        one.time, one.clock = _time(parts[key])
        if people and persons[key] is None:
            one.notes.append("not on the roster")
        plan.students.append(one)
    plan.students.sort(key=lambda one: one.student)
    here = {one.student for one in plan.students}
    plan.missing = [person for person in people if person.id not in here
                    and not here & set(plan.groups.get(person.id, ()))]  # fmt: skip


def _look_for_collisions(plan, owners, persons):
    """Two whom the platform tells apart are not one person, whatever the roster says: then none of them is."""
    keys_of = {}
    for key, person in persons.items():
        if person is not None:
            keys_of.setdefault(person.id, []).append(key)
    for student, keys in keys_of.items():
        if len(keys) > 1:
            names = " and ".join(f"{owners[key].name} ({owners[key].number or owners[key].platform})" for key in keys)
            plan.troubles.append(f"{names} are both {student} by the roster; a column `number` with the platform's "
                                 "numbers tells them apart")  # fmt: skip
            persons |= dict.fromkeys(keys)


def _parts(some):
    """What `unpack.unpack` takes, with an order in which later submissions come later."""
    return [
        {"source": file.source, "index": file.index, "rest": "/".join(delivered.rest),
         "order": [delivered.time.isoformat() if delivered.time else "", delivered.order]}
        for file, delivered in some if not delivered.ignored
    ]  # fmt: skip


def _time(some):
    """When a student handed in, in UTC, and by whose clock: the last of the platform's times."""
    named = [delivered.time.isoformat() for _, delivered in some if delivered.time and not delivered.ignored]
    packed = [file.date for file, delivered in some if file.packed and file.date and not delivered.ignored]
    loose = [file.date for file, delivered in some if file.date and not delivered.ignored]
    for dates, clock in ((named, "platform"), (packed, "archive"), (loose, "file")):
        if dates:
            return _utc(max(dates)), clock
    return "", ""


def _utc(text):
    """A time of this machine's zone, as UTC."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


# --- Unpacking and deciding. ------------------------------------------------------------------------


def _unpack_all(plan, staged):
    total = 0
    for one in plan.students:
        folder = staged / one.student
        folder.mkdir()
        if total > CLASS_BYTES:
            one.notes.append("not unpacked: the class as a whole is too large")
            continue
        try:
            one.result = bounded.run(unpack.unpack, one.parts, str(folder), plan.notebooks)
        except bounded.Exceeded as error:
            one.notes.append(f"could not be unpacked: {error}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _keep_as_delivered(one, folder)
            continue
        total += sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        alone = all(part["index"] is None and platforms.stem(part["rest"]) for part in one.parts)
        if one.clock == "file" and alone and one.result["date"]:
            # The date of a file that a tutor saved says when the tutor saved it.
            one.time, one.clock = _utc(one.result["date"]), "student"
        for notebook, claim in one.result["groups"].items():
            if one.student not in plan.groups:
                one.notes.append(f"{notebook} says `group: {claim}`, which counts only once groups.csv says so")
        if one.student in plan.groups:
            others = [other for other in plan.groups[one.student] if other != one.student]
            one.notes.append(f"for {' and '.join(others)}, too")
        one.notes += [*one.result["problems"], *one.result["notes"]]
        if not one.result["notebooks"]:
            one.notes.append("no notebook of the sheet")


def _keep_as_delivered(one, folder):
    """What could not be unpacked is kept as it came, so that the student is in the class and a tutor finds it."""
    for part in one.parts:
        if part["index"] is None and os.path.getsize(part["source"]) < unpack.BESIDE:
            name = identity.plain_id(Path(part["source"]).name)
            shutil.copyfile(part["source"], folder / name)
            one.result.setdefault("files", {})[name] = ""


def _judge(plan, people):
    """Say why this should not be written, if so."""
    with_notebooks = [one for one in plan.students if one.result.get("notebooks")]
    if not with_notebooks:
        plan.troubles.append(f"no notebook of {plan.sheet} was found in what was delivered")
    on_roster = [one for one in plan.students if one.person is not None]
    if people and len(on_roster) < COVERED * len(plan.students):
        plan.doubts.append(f"only {len(on_roster)} of {len(plan.students)} are on the roster: is it this course's?")
    for student, members in plan.groups.items():
        both = sorted({one.student for one in with_notebooks} & set(members))
        if len(both) > 1 and student == both[0]:
            plan.notes.append(f"{' and '.join(both)} are one group and each handed in; the last counts for the group, "
                              f"which is what {_first(plan, both)} handed in")  # fmt: skip


def _first(plan, members):
    """Who of a group handed in last."""
    times = {one.student: one.time for one in plan.students}
    return max(members, key=lambda student: (times[student], student))


# --- Writing. ---------------------------------------------------------------------------------------


def write(plan, staged, folders) -> list[Path]:
    """Put what was unpacked into `submitted/STUDENT/SHEET/`, each student's as a whole.

    What lies there already and is not what an earlier run wrote is moved to `downloaded/SHEET/replaced/`.

    Args:
        plan: a `Plan`.
        staged: the folder with what was unpacked for it; both are from `planned`.
        folders: a `Folders`.

    Returns:
        The list of folders that were moved aside.

    Raises:
        CollectError: the plan has troubles.
        OSError: something cannot be moved or written.
    """
    if plan.troubles:
        raise CollectError("; ".join(plan.troubles))
    known, aside = read_record(folders, plan.sheet), []
    for one in plan.students:
        if not one.result.get("files"):
            continue
        target = folders.submitted / one.student / plan.sheet
        folder = staged / one.student
        stamp(one, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            before = known.get(one.student, {}).get("files")
            if before is None or before != _content(target):
                place = _aside(folders, plan.sheet, one.student)
                os.replace(target, place)
                aside.append(place)
            else:
                shutil.rmtree(target)
        # Not a rename: `submitted` may lie on another disk.
        shutil.move(folder, target)
        known[one.student] = _record(plan, one)
        replace_file(record_path(folders, plan.sheet), json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True))
    return aside


def stamp(one, folder) -> None:
    """Write beside a student's files when they came, as nbgrader's exchange does.

    Args:
        one: a `Collected`; nothing is written where it has no time.
        folder: the folder with the student's files, in which `timestamp.txt` is written.
    """
    if one.time:
        when = datetime.fromisoformat(one.time).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        (folder / "timestamp.txt").write_text(when, "ascii")


def _aside(folders, sheet, student):
    """A new place for what is replaced."""
    base = folders.root / "downloaded" / sheet / "replaced" / student
    base.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=base, prefix=datetime.now().strftime("%Y-%m-%d-%H%M%S-"))) / sheet


def _content(folder):
    """{name: sha256} of the files below a folder, as `unpack.unpack` returns it; None where there is a link."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            return None
        if path.is_file() and path.name != "timestamp.txt":
            with path.open("rb") as file:
                files[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return files


def _record(plan, one):
    """What is kept of one student."""
    return {
        "key": one.owner.key, "platform": one.owner.platform, "name": one.person.name if one.person else one.owner.name,
        "number": one.owner.number, "email": one.person.email if one.person else "",
        "time": one.time, "clock": one.clock, "late": one.late, "files": one.result["files"],
        "group": list(plan.groups.get(one.student, ())), "person": asdict(one.person) if one.person else None,
    }  # fmt: skip
