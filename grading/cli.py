"""The tutors' part of the command line: collect, grade, regrade, feedback, report. It only calls modules in order."""

import argparse
import json
import sys
import time
from pathlib import Path


def add_commands(commands) -> None:
    """Add the tutors' commands to a parser.

    Args:
        commands: the parser's subcommands, from `argparse.ArgumentParser.add_subparsers`.
    """
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("sheet", metavar="SHEET", help="the assignment, such as sheet10")
    where.add_argument("--root", type=Path, help="the class's folder: gradebook, records, feedback (default: course/)")
    how = argparse.ArgumentParser(add_help=False)
    how.add_argument("--submitted", type=Path, metavar="DIR", help="folder with one folder per student")
    how.add_argument("--workers", type=int, metavar="N", help="processes side by side (default: one per core)")
    how.add_argument("--student", action="append", metavar="NAME", help="this student only; may be repeated")
    how.add_argument("--isolation", choices=["bubblewrap", "none"], default="bubblewrap",
                     help="`none` runs students' code unprotected; every record says so")  # fmt: skip
    how.add_argument("--scheduler", metavar="ADDRESS", help="a running Dask cluster, tls://host:port")
    for name in ("ca", "cert", "key"):
        how.add_argument(f"--tls-{name}", metavar="FILE", help="for --scheduler")
    _add_collect(commands, where)
    command = commands.add_parser("grade", parents=[where, how], help="grade what was handed in; goes on if stopped")
    command.add_argument("--json", type=Path, metavar="FILE", help="write all records to one file, too")
    command.add_argument("--rerun", action="store_true", help="run training and picture cells, too")
    command.add_argument("--force", action="store_true", help="grade again what has been graded already")
    command = commands.add_parser("regrade", parents=[where, how], help="grade one question again: what changes, first")
    command.add_argument("--question", required=True, help="id of the exercise, such as stf-forward")
    command.add_argument("--yes", action="store_true", help="write the new points; without it nothing is written")
    command = commands.add_parser("feedback", parents=[where], help="write one page per student")
    command.add_argument("--student", action="append", metavar="NAME", help="this student only; may be repeated")
    command.add_argument("--notebooks", action="store_true", help="write it into notebooks, too, beside the pages")
    command = commands.add_parser("formgrader", help="read and mark in the browser, in nbgrader's formgrader",
                                  epilog="Further options go to Jupyter's server, such as --no-browser.")  # fmt: skip
    command.add_argument("--root", type=Path, help="the class's folder (default: course/)")
    _add_read(commands, where)
    command = commands.add_parser(
        "report", parents=[where], help="write the tutor's page, and CSV for Moodle and Canvas"
    )
    command.add_argument("--partial", action="store_true",
                         help="write students with unread answers into the CSV, too, marked in a column")  # fmt: skip


def _add_collect(commands, where):
    command = commands.add_parser("collect", parents=[where], help="from what a platform delivers to submitted/")
    command.add_argument("--archive", type=Path, metavar="DIR",
                         help="what the platform delivered (default: downloaded/SHEET/archive/)")  # fmt: skip
    command.add_argument("--platform", choices=["moodle", "canvas", "blackboard", "ilias", "openolat", "plain"],
                         help="whose names these are (default: what they look like)")  # fmt: skip
    command.add_argument("--roster", type=Path, metavar="FILE", help="who takes the course (default: roster.csv)")
    command.add_argument("--groups", type=Path, metavar="FILE", help="who works with whom (default: groups.csv)")
    command.add_argument("--whole-class", action="append", default=[], metavar="NAME",
                         help="this archive or folder holds a whole class")  # fmt: skip
    command.add_argument("--dry-run", action="store_true", help="only show what would be done")
    command.add_argument("--yes", action="store_true", help="write, although the preview asks whether it is right")


def _add_read(commands, where):
    command = commands.add_parser("read", parents=[where], help="read and mark a question at a time, in the browser")
    command.add_argument("--question", metavar="ID", help="open this one, such as reset-why")
    command.add_argument("--marker", metavar="NAME", help="who marks (default: your name on this machine)")
    command.add_argument("--second", type=_share, metavar="SHARE", help="a second marking of a sample, such as 10%%")
    command.add_argument("--port", type=int, default=0, metavar="N", help="serve it there (default: a free port)")
    command.add_argument("--no-open", action="store_true", help="only print the address")


def _share(text):
    """A share as it is typed, 10% or 0.1."""
    number = float(text.removesuffix("%"))
    return number / 100 if text.endswith("%") else number


# Grading is imported where it is used: a student's `course lab` needs none of it.


def _folders(options):
    from grading.folders import COURSE, Folders

    return Folders((options.root or COURSE).resolve(), getattr(options, "submitted", None))


def _grading_options(options, **more):
    from grading.class_run import GradingOptions

    security = None
    if options.scheduler and options.tls_ca:
        from distributed import Security

        security = Security(tls_ca_file=options.tls_ca, tls_client_cert=options.tls_cert,
                            tls_client_key=options.tls_key, require_encryption=True)  # fmt: skip
    workers = {"workers": options.workers} if options.workers else {}
    students = tuple(options.student) if options.student else None
    return GradingOptions(isolation=options.isolation, scheduler=options.scheduler, students=students,
                          security=security, **workers, **more)  # fmt: skip


def _shown(name):
    """A name as a terminal may be sent it: nothing in it moves the cursor, changes colours or turns the line around."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)


def _say(text):
    """Print; a locale that has no sign for a letter of a name must not end the run."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


class _Progress:
    """One line per notebook: how far, how long still, whose, and what came out."""

    def __init__(self):
        self.start = time.monotonic()

    def __call__(self, done, total, student, notebook, record):
        left = (time.monotonic() - self.start) / done * (total - done)
        points = f"{record.points:g}/{record.max:g}"
        marks = f"  {record.status}" if record.status != "graded" else ""
        marks += f"  {len(record.flags)} flags" if record.flags else ""
        _say(f"{done}/{total}  {left:4.0f} s left  {_shown(student)}  {notebook}  {points}{marks}")


def _collect(options):
    from grading import collect
    from grading.collect import preview

    # A name may hold letters that this terminal has not got.
    sys.stdout.reconfigure(errors="backslashreplace")
    folders = _folders(options)
    with collect.planned(options.sheet, folders, options.archive, options.platform, options.roster, options.groups,
                         options.whole_class) as (plan, staged):  # fmt: skip
        print(preview.text(plan))
        if plan.troubles or plan.doubts and not options.yes:
            print("Nothing was written." + ("" if plan.troubles else " Add --yes to write all the same."))
            return 1
        if options.dry_run:
            print("Nothing was written: this was a dry run.")
            return 0
        for place in collect.write(plan, staged, folders):
            print(f"Moved aside: {place}")
        print(f"Written to {folders.submitted}.")
    return 0


def _grade(options):
    from grading import class_run
    from grading.pages import class_results, report
    from grading.records import record_files

    folders = _folders(options)
    how = _grading_options(options, rerun=options.rerun, force=options.force)
    graded = class_run.grade(options.sheet, folders, how, _Progress())
    _say(report.table(class_results.read(options.sheet, folders)))
    if options.json:
        trees = {student: {name: record.to_json() for name, record in records.items()}
                 for student, records in graded.items()}  # fmt: skip
        record_files.replace_file(options.json.resolve(), json.dumps(trees, indent=1, ensure_ascii=False))
    return 0


def _regrade(options):
    from grading import class_run

    folders = _folders(options)
    previewed = class_run.preview(options.sheet, options.question, folders, _grading_options(options), _Progress())
    changes = [row for row in previewed.rows if row.changed]
    for row in changes:
        before = "—" if row.before is None else f"{row.before:g}"
        _say(f"{_shown(row.student):24} {row.cell:28} {before:>4} → {row.after:g}")
    if not options.yes:
        print(f"{len(changes)} of {len(previewed.rows)} would change. Nothing was written; add --yes to write.")
        return 0
    class_run.write_preview(options.sheet, previewed, folders)
    print(f"{len(changes)} of {len(previewed.rows)} changed, and were written.")
    return 0


def _feedback(options):
    from grading.pages import feedback, feedback_notebook

    if options.notebooks:
        feedback_notebook.write(options.sheet, _folders(options), options.student)
    for page in feedback.write(options.sheet, _folders(options), options.student):
        # The parts beside it are for nbgrader's exchange.
        if page.stem == options.sheet:
            _say(_shown(str(page)))
    return 0


def _report(options):
    from grading.pages import class_results, platform_csv, report

    results = class_results.read_on_time(options.sheet, _folders(options))
    for page in report.publish(results, options.partial):
        _say(_shown(str(page)))
    open_ = platform_csv.left_out(results)
    if open_:
        names = ", ".join(map(_shown, open_))
        what = ("stand in moodle.csv and canvas.csv with what they have so far; the last column says so"
                if options.partial else
                "were left out of moodle.csv and canvas.csv; add --partial to write what they have so far")  # fmt: skip
        _say(f"{len(open_)} students whose answers are not all read {what}: {names}")
    return 0


def _formgrader(options):
    from grading import formgrader
    from grading.pages import formgrader_door

    folders, port = _folders(options), formgrader.port(options.more)
    words = formgrader.command(folders.root, port, options.more)
    formgrader_door.write(folders, port)
    formgrader.serve(folders.root, words)


def _read(options):
    import getpass

    from grading.reading import desk, server

    marker = getpass.getuser() if options.marker is None else options.marker
    marking = desk.Desk(_folders(options), options.sheet, marker, options.second)
    first = f"/question/{marking.question(options.question).path}" if options.question else "/"
    server.serve(marking, options.port, first, not options.no_open, _say)
    return 0


COMMANDS = {"collect": _collect, "formgrader": _formgrader, "grade": _grade, "read": _read, "regrade": _regrade,
            "feedback": _feedback, "report": _report}  # fmt: skip
