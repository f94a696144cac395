"""A tutor's evening with a class whose delivery has every accident in it: collected, graded, returned.

    python -m benchmarks.class_evening [--students 100] [--workers 2]

What stands in the archive is a mixture of what platforms deliver, with each accident of `ACCIDENTS` in it once; the
rest of the class solved everything, or made one known mistake. Each step's time and processor time are printed, and
then who got other points than a fair reader would give, or stands accused of something. With few students only so many
accidents are among them, evenly spread.

Hostile submissions are a matter of `tests/hostile`. What is measured here is a class of honest people.
"""

import argparse
import functools
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import psutil

from authoring.catalogue import read_answers
from authoring.demo import accidents
from authoring.demo.submissions import Work
from grading import class_run, sheet
from grading.folders import ROOT, Folders
from grading.nbgrader_command import write_settings
from grading.pages import feedback, report
from grading.records import gradebook, record_files

SHEET = "sheet10"
MOODLE = "_assignsubmission_file"
#: The archive of a whole class without folders.
FLAT = "Kurs-Sheet 10-77.zip"
#: What a Mac puts beside every file that it packs.
SHADOW = b"\0\5\x16\7"


@dataclass
class Delivery:
    """What one person hands in, and what is fair.

    Attributes:
        outer: what the platform puts in front of each file's name, or the name of a folder or of an archive.
        student: the id that collecting gives them.
        files: {name: bytes} of what the person sent.
        lost: the exercises that a fair reader gives nothing for.
        whole: whether the files lie packed in one archive of that name.
        inside: the name of a class's archive that holds them with those of others, or "".
    """

    outer: str
    student: str
    files: dict
    lost: tuple = ()
    whole: bool = False
    inside: str = ""


def packed(files) -> bytes:
    """A zip.

    Args:
        files: {path: bytes}.

    Returns:
        Its bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 10, 0, 0)), data)
    return out.getvalue()


@functools.cache
def _solved():
    return Work.solved(SHEET)


def solved() -> Work:
    """A solved sheet that may be changed."""
    return _solved().copy()


def files_of(work) -> dict[str, bytes]:
    """The files of a submission.

    Args:
        work: a `Work`.

    Returns:
        {name: bytes}.
    """
    return {f"{name}.ipynb": work.text(number).encode() for number, name in enumerate(work.names(), start=1)}


FIRST = f"{Work().name(1)}.ipynb"
STEM = FIRST.removesuffix(".ipynb")


def renamed(old, new):
    """The files of a solved sheet, with one of them under another name.

    Args:
        old, new: the two names.
    """
    files = files_of(solved())
    files[new] = files.pop(old)
    return files


# --- Accidents of platforms: each a function of a number that tells people apart. -----------------------------------


def a_mac(number):
    """A zip made on a Mac, with a shadow beside each file."""
    files = {f"sheet10/{name}": data for name, data in files_of(solved()).items()}
    shadows = {f"__MACOSX/sheet10/._{name}": SHADOW for name in files_of(solved())}
    return Delivery(f"mac{number}.zip", f"mac{number}", {**files, **shadows}, whole=True)


def moodle(number):
    """Moodle, in folders."""
    return Delivery(f"Cem Oez_{number}{MOODLE}/", "Cem_Oez", files_of(solved()))


def moodle_without_names(number):
    """Moodle before names are shown."""
    return Delivery(f"Participant_00{number}{MOODLE}/", f"Participant_00{number}", files_of(solved()))


def moodle_one_name(number):
    """Two people of one name: the first."""
    return Delivery(f"Anna Weber_{number}{MOODLE}/", f"Anna_Weber_{number}", files_of(solved()))


def moodle_the_other(number):
    """Two people of one name: the second."""
    return moodle_one_name(number)


def moodle_without_folders(number):
    """Moodle with "download in folders" off."""
    name = f"Bo Li {number}"
    return Delivery(f"{name}_{number}{MOODLE}_", name.replace(" ", "_"), files_of(solved()), inside=FLAT)


def zip_in_a_zip(number):
    """A zip of the student's own, inside Moodle's folder."""
    inner = packed({f"abgabe/{name}": data for name, data in files_of(solved()).items()})
    return Delivery(f"Dan Zip_{number}{MOODLE}/", "Dan_Zip", {"sheet10_abgabe.zip": inner})


def canvas_again(number):
    """Canvas, one notebook handed in twice: the last counts."""
    files = files_of(solved())
    blank = Work().text(1).encode()
    sent = {f"{100 + k}_{name}": data for k, name in enumerate(files) for data in [files[name]]}
    sent = {f"050_{FIRST}": blank, **{k: v for k, v in sent.items() if not k.endswith(FIRST)},
            f"300_{STEM}-1.ipynb": files[FIRST]}  # fmt: skip
    return Delivery(f"lovelaceada_{number}_", "lovelaceada", sent)


def blackboard(number):
    """Blackboard, one attempt."""
    head = f"Sheet10_s{number}_attempt_2026-05-01-10-00-00_"
    return Delivery(head, f"s{number}", files_of(solved()))


def ilias(number):
    """ILIAS, times in front of the names."""
    files = {f"20260501100000_{name}": data for name, data in files_of(solved()).items()}
    return Delivery(f"Noether_Emmy_enoether_{number}/", "enoether", files)


def openolat(number):
    """OpenOlat, with the task that was handed out beside what came back."""
    files = {f"2_submissions/{name}": data for name, data in files_of(solved()).items()}
    blank = {f"1_task/{name}": data for name, data in files_of(Work()).items()}
    name = f"Li_Bo_bli{number}"
    return Delivery(f"{name}/", name, {**blank, **files})


def canvas_late(number):
    """Canvas, with its mark for what came after the due date."""
    sent = {f"{400 + k}_{name}": data for k, (name, data) in enumerate(files_of(solved()).items())}
    return Delivery(f"hopper_LATE_{number}_", "hopper", sent)


def another_ending(number):
    """A file whose ending is written in capitals."""
    return Delivery(f"capital{number}/", f"capital{number}", renamed(FIRST, f"{STEM}.IPYNB"))


def a_text_file(number):
    """A file that an e-mail program has called text."""
    return Delivery(f"text{number}/", f"text{number}", renamed(FIRST, f"{FIRST}.txt"))


def a_helper_beside(number):
    """An answer that imports a module of the student's own."""
    work = solved()
    cell = work.cell("stf-forward")
    cell["source"] = "from my_helpers import force\n" + cell["source"].replace(
        "torch.cat([x[t], z[:, N:]], dim=1)", "force(x[t], z, N)"
    )
    helper = b"import torch\ndef force(x, z, N):\n    return torch.cat([x, z[:, N:]], dim=1)\n"
    return Delivery(f"helper{number}/", f"helper{number}", {**files_of(work), "my_helpers.py": helper})


def a_damaged_zip(number):
    """An archive that was cut off while it was sent."""
    data = packed(files_of(solved()))[:-3000]
    every = tuple(name for notebook in sheet.load(SHEET).values() for name in notebook.exercise_points())
    return Delivery(f"cut{number}.zip", f"cut{number}", {"": data}, lost=every, whole=True)


# --- Accidents of honest work. ---------------------------------------------------------------------------------------


def _worked(change, lost=()):
    """An accident in the first notebook: `change` gets the `Work`."""

    def made(number):
        work = solved()
        change(work)
        return Delivery(f"person{number}/", f"person{number}", files_of(work), lost=lost)

    made.__doc__ = change.__doc__
    made.__name__ = change.__name__
    return made


def constant_in_the_check_cell(work):
    """A constant in the check's cell, used by the answer."""
    check, answer = work.cell("stf-check"), work.cell("stf-forward")
    check["source"] = "DIM = 3 - 2\n" + check["source"]
    answer["source"] = answer["source"].replace("dim=1", "dim=DIM")


def _switched(name):
    def change(work):
        accidents.turn_a_switch(work, name)

    change.__name__ = name
    return _worked(change)


ACCIDENTS = [
    a_mac, a_mac, moodle, moodle_without_names, moodle_without_names, moodle_one_name, moodle_the_other,
    moodle_without_folders, moodle_without_folders, zip_in_a_zip, canvas_again, blackboard, ilias, openolat,
    canvas_late, another_ending,
    a_text_file, a_helper_beside, a_damaged_zip, _worked(constant_in_the_check_cell),
    _worked(accidents.renamed_function, ("stf-forward",)), _worked(accidents.magic_on_top),
    _worked(accidents.asks_a_question), *map(_switched, accidents.SWITCHES),
    _worked(accidents.newer_python, ("stf-forward",)), _worked(accidents.own_pool),
    _worked(accidents.windows_lines), _worked(accidents.name_of_an_environment),
]  # fmt: skip


def the_class(count) -> list[tuple[str, Delivery]]:
    """A class: accidents, and people to whom nothing happened.

    Args:
        count: how many.

    Returns:
        [(what happened, `Delivery`)].
    """
    answers = read_answers(SHEET, "stf-forward")
    step = max(1.0, len(ACCIDENTS) / max(1, count - 2))
    people = []
    for number in range(min(len(ACCIDENTS), max(0, count - 2))):
        accident = ACCIDENTS[int(number * step)]
        people.append((accident.__name__.strip("_"), accident(4000 + number)))
    for number in range(len(people), count):
        work = solved()
        answer = answers[number % len(answers)]
        if number % 3:
            work.cell("stf-forward")["source"] = answer.source
        lost = () if answer.right or number % 3 == 0 else ("?",)
        person = Delivery(f"student{number}/", f"student{number}", files_of(work), lost=lost)
        people.append(("a known mistake" if lost else "nothing", person))
    return people


def deliver(people, archive) -> None:
    """Put a class's submissions where a tutor puts what the platform gives them.

    Args:
        people: from `the_class`.
        archive: the folder.
    """
    classes = defaultdict(dict)
    for _, person in people:
        if person.inside:
            classes[person.inside] |= {f"{person.outer}{name}": data for name, data in person.files.items()}
            continue
        if person.whole:
            path = archive / person.outer
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(person.files.get("") or packed(person.files))
            continue
        for name, data in person.files.items():
            path = archive / f"{person.outer}{name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for name, files in classes.items():
        (archive / name).write_bytes(packed(files))


def busy_seconds() -> float:
    """What all processors of this machine have worked since it started; whatever else runs counts as well.

    What sandboxes use can be had in no other way: a kernel forgets the time of processes that end with their namespace.
    """
    times = psutil.cpu_times()
    return times.user + times.nice + times.system


def unfair(people, folders) -> list[str]:
    """Who got other points than are fair, or is flagged without a reason, or has no page.

    Args:
        people: from `the_class`.
        folders: where the class was graded.

    Returns:
        A line for each.
    """
    points = {}
    for notebook in sheet.load(SHEET).values():
        points |= {name: value for name, value in notebook.exercise_points().items() if name not in notebook.tasks}
    scores, records = gradebook.scores(folders, SHEET), record_files.read_all(folders, SHEET)
    lines = []
    for what, person in people:
        got = sum(cell[0] or 0.0 for cells in scores.get(person.student, {}).values() for cell in cells.values())
        fair = sum(value for name, value in points.items() if name not in person.lost)
        if person.student not in scores:
            lines.append(f"{person.student} ({what}): nothing was graded")
        elif got >= fair if "?" in person.lost else got != fair:
            lines.append(f"{person.student} ({what}): {got:g} points, fair are {fair:g}")
        flags = {kind for record in records.get(person.student, {}).values() for kind, _ in record.flags}
        if flags and what != "a known mistake":
            lines.append(f"{person.student} ({what}): flagged, {', '.join(sorted(flags))}")
        if not list(folders.feedback(person.student, SHEET).glob("*.html")):
            lines.append(f"{person.student} ({what}): no page to return")
    return lines


def evening(root, people, workers) -> list[str]:
    """Go through a tutor's commands, and print what each takes.

    Args:
        root: an empty folder.
        people: from `the_class`.
        workers: how many processes grade.

    Returns:
        What was unfair, see `unfair`.
    """
    root = Path(root)
    folders = Folders(root)
    write_settings(root)
    deliver(people, root / "downloaded" / SHEET / "archive")
    settings = class_run.GradingOptions(workers=workers)
    collect = [sys.executable, "-m", "authoring", "collect", SHEET, "--root", str(root), "--yes"]
    steps = {
        "collect": lambda: subprocess.run(collect, cwd=ROOT, check=True, stdout=subprocess.DEVNULL),
        "grade": lambda: class_run.grade(SHEET, folders, settings),
        "regrade": lambda: class_run.preview(SHEET, "stf-forward", folders, settings),
        "feedback": lambda: feedback.write(SHEET, folders),
        "report": lambda: report.write(SHEET, folders),
    }
    count = len(people)
    print(f"{count} students, {len(sheet.load(SHEET))} notebooks each, {workers} workers")
    print(f"{'step':10}{'seconds':>10}{'of processors':>16}{'a student':>12}")
    for name, step in steps.items():
        used, start = busy_seconds(), time.monotonic()
        step()
        took = time.monotonic() - start
        used = busy_seconds() - used
        print(f"{name:10}{took:10.1f}{used:16.1f}{used / count:12.2f}", flush=True)
    return unfair(people, folders)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write what was unfair here, too")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="class-") as folder:
        lines = evening(folder, the_class(options.students), options.workers)
    print("\n".join(lines) or "everybody has the points that are fair, and nobody stands accused")
    if options.json:
        options.json.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
