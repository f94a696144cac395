"""The tutors' part of the command line: grade, regrade, feedback, report. It only calls the modules in order."""

import argparse
import json
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
    command = commands.add_parser("grade", parents=[where, how], help="grade what was handed in; goes on if stopped")
    command.add_argument("--json", type=Path, metavar="FILE", help="write all records to one file, too")
    command.add_argument("--rerun", action="store_true", help="run training and picture cells, too")
    command.add_argument("--force", action="store_true", help="grade again what has been graded already")
    command = commands.add_parser("regrade", parents=[where, how], help="grade one question again: what changes, first")
    command.add_argument("--question", required=True, help="id of the exercise, such as stf-forward")
    command.add_argument("--yes", action="store_true", help="write the new points; without it nothing is written")
    command = commands.add_parser("feedback", parents=[where], help="write one page per student")
    command.add_argument("--student", action="append", metavar="NAME", help="this student only; may be repeated")
    command = commands.add_parser("formgrader", help="read and mark in the browser, in nbgrader's formgrader")
    command.add_argument("--root", type=Path, help="the class's folder (default: course/)")
    commands.add_parser("report", parents=[where], help="write the tutor's page, and CSV for Moodle and Canvas")


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


class _Progress:
    """One line per notebook: how far, how long still, whose, and what came out."""

    def __init__(self):
        self.start = time.monotonic()

    def __call__(self, done, total, student, notebook, record):
        left = (time.monotonic() - self.start) / done * (total - done)
        points = f"{record.points:g}/{record.max:g}"
        marks = f"  {record.status}" if record.status != "graded" else ""
        marks += f"  {len(record.flags)} flags" if record.flags else ""
        print(f"{done}/{total}  {left:4.0f} s left  {student}  {notebook}  {points}{marks}", flush=True)


def _grade(options):
    from grading import class_run
    from grading.pages import report
    from grading.records import record_files

    folders = _folders(options)
    how = _grading_options(options, rerun=options.rerun, force=options.force)
    graded = class_run.grade(options.sheet, folders, how, _Progress())
    print(report.table(report.read(options.sheet, folders)))
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
        print(f"{row.student:24} {row.cell:28} {before:>4} → {row.after:g}")
    if not options.yes:
        print(f"{len(changes)} of {len(previewed.rows)} would change. Nothing was written; add --yes to write.")
        return 0
    class_run.write_preview(options.sheet, previewed, folders)
    print(f"{len(changes)} of {len(previewed.rows)} changed, and were written.")
    return 0


def _feedback(options):
    from grading.pages import feedback

    for page in feedback.write(options.sheet, _folders(options), options.student):
        print(page)
    return 0


def _report(options):
    from grading.pages import report

    for page in report.write(options.sheet, _folders(options)):
        print(page)
    return 0


def _formgrader(options):
    from grading import formgrader

    formgrader.serve(_folders(options).root, options.more)


COMMANDS = {"formgrader": _formgrader, "grade": _grade, "regrade": _regrade, "feedback": _feedback, "report": _report}
