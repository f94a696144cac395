"""The tutors' part of the command line: grade, regrade, feedback, report. It only calls the modules in order."""

import argparse
import json
import sys
import time
from pathlib import Path


def add_commands(commands):
    """Add the tutors' commands to a parser's subcommands."""
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
    command = commands.add_parser("grade", parents=[where, how], help="grade what was handed in; goes on if stopped")
    command.add_argument("--json", type=Path, metavar="FILE", help="write all records to one file, too")
    command.add_argument("--rerun", action="store_true", help="run training and picture cells, too")
    command.add_argument("--force", action="store_true", help="grade again what has been graded already")
    command = commands.add_parser("regrade", parents=[where, how], help="grade one question again: table first")
    command.add_argument("--question", required=True, help="id of the exercise, such as stf-forward")
    command.add_argument("--yes", action="store_true", help="write the new points; without it nothing is written")
    command = commands.add_parser("feedback", parents=[where], help="write one page per student")
    command.add_argument("--student", action="append", metavar="NAME", help="this student only; may be repeated")
    commands.add_parser("report", parents=[where], help="write the tutor's page, and CSV for Moodle and Canvas")


# Grading is imported where it is used: a student's `course lab` needs none of it.


def _folders(options):
    from grading.folders import COURSE, Folders

    return Folders((options.root or COURSE).resolve(), getattr(options, "submitted", None))


def _settings(options, **more):
    from grading.class_run import Settings

    security = None
    if options.scheduler and options.tls_ca:
        from distributed import Security

        security = Security(tls_ca_file=options.tls_ca, tls_client_cert=options.tls_cert,
                            tls_client_key=options.tls_key, require_encryption=True)  # fmt: skip
    workers = {"workers": options.workers} if options.workers else {}
    students = tuple(options.student) if options.student else None
    return Settings(isolation=options.isolation, scheduler=options.scheduler, students=students,
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
        got = sum(cell["points"] for cell in record["cells"].values())
        most = sum(cell["max"] for cell in record["cells"].values())
        marks = f"  {record['status']}" if record["status"] != "graded" else ""
        marks += f"  {len(record['flags'])} flags" if record["flags"] else ""
        line = f"{done}/{total}  {left:4.0f} s left  {_shown(student)}  {notebook}  {got:g}/{most:g}{marks}"
        _say(line)


def _grade(options):
    from grading import class_run, records
    from grading.pages import report

    folders = _folders(options)
    settings = _settings(options, rerun=options.rerun, force=options.force)
    found = class_run.grade(options.sheet, folders, settings, _Progress())
    _say(report.table(report.read(options.sheet, folders)))
    if options.json:
        records.write_whole(options.json.resolve(), json.dumps(found, indent=1, ensure_ascii=False))
    return 0


def _regrade(options):
    from grading import class_run

    folders, settings = _folders(options), _settings(options)
    rows = class_run.preview(options.sheet, options.question, folders, settings, _Progress())
    for student, _, cell, old, new, _ in rows:
        before, mark = "—" if old is None else f"{old:g}", "" if old == new else "   *"
        _say(f"{_shown(student):24} {cell:28} {before:>4} → {new:g}{mark}")
    changed = sum(row[3] != row[4] for row in rows)
    if not options.yes:
        print(f"{changed} of {len(rows)} would change. Nothing was written; add --yes to write.")
        return 0
    class_run.write_preview(options.sheet, rows, folders)
    print(f"{changed} of {len(rows)} changed, and were written.")
    return 0


def _feedback(options):
    from grading.pages import feedback

    for page in feedback.write(options.sheet, _folders(options), options.student):
        _say(_shown(str(page)))
    return 0


def _report(options):
    from grading.pages import report

    for page in report.write(options.sheet, _folders(options)):
        _say(_shown(str(page)))
    return 0


COMMANDS = {"grade": _grade, "regrade": _regrade, "feedback": _feedback, "report": _report}
