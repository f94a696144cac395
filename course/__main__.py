"""The course's command line; it only calls the modules in order."""

import argparse
import json
import sys
import time
from pathlib import Path

from course import handout, lab, manifest, release


def main(arguments=None):
    """Parse the command line and run it; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="course", description="Run the course: working copies, releases, hand-outs, grades."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lab", help="copy the sheets that are missing into work/; never overwrites")
    command = commands.add_parser("release", help="make notebooks/ from solutions/")
    command.add_argument("sheets", nargs="*", metavar="SHEET", help="assignments; all of them by default")
    commands.add_parser("handout", help="write the zip that students get to dist/")
    _add_grading(commands)
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except (release.ReleaseError, OSError, ValueError, RuntimeError) as error:
        print(f"course {options.command}: {error}", file=sys.stderr)
        return 1


def _add_grading(commands):
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
    command = commands.add_parser("demo", help="grade a class of twenty that comes along, and open the report")
    command.add_argument("--root", type=Path, help="where to (default: build/demo)")
    command.add_argument("--workers", type=int, metavar="N")
    command.add_argument("--no-open", action="store_true", help="do not open the report in a browser")


def _lab(options):
    copied = lab.prepare()
    print("\n".join(f"new in work/: {name}" for name in copied) or "work/ is complete; nothing was overwritten")
    return 0


def _release(options):
    unknown = set(options.sheets) - set(release.sheets())
    if unknown:
        raise release.ReleaseError(f"no such sheet in solutions/: {', '.join(sorted(unknown))}")
    for sheet in options.sheets or release.sheets():
        folder = release.make(sheet)
        manifest.write(sheet, folder)
        print(f"{sheet}: {folder}")
    return 0


def _handout(options):
    print(handout.make())
    return 0


# --- Grading. Imported where used: a student's `course lab` needs none of it. ------------------------


def _folders(options):
    from course.folders import COURSE, Folders

    return Folders((options.root or COURSE).resolve(), getattr(options, "submitted", None))


def _settings(options, **more):
    from course.grading import Settings

    security = None
    if options.scheduler and options.tls_ca:
        from distributed import Security

        security = Security(tls_ca_file=options.tls_ca, tls_client_cert=options.tls_cert,
                            tls_client_key=options.tls_key, require_encryption=True)  # fmt: skip
    workers = {"workers": options.workers} if options.workers else {}
    students = tuple(options.student) if options.student else None
    return Settings(isolation=options.isolation, scheduler=options.scheduler, students=students,
                    security=security, **workers, **more)  # fmt: skip


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
        print(f"{done}/{total}  {left:4.0f} s left  {student}  {notebook}  {got:g}/{most:g}{marks}", flush=True)


def _grade(options):
    from course import grading, records, report

    folders = _folders(options)
    settings = _settings(options, rerun=options.rerun, force=options.force)
    found = grading.grade(options.sheet, folders, settings, _Progress())
    print(report.table(report.read(options.sheet, folders)))
    if options.json:
        records.write_whole(options.json.resolve(), json.dumps(found, indent=1, ensure_ascii=False))
    return 0


def _regrade(options):
    from course import grading

    folders, settings = _folders(options), _settings(options)
    rows = grading.preview(options.sheet, options.question, folders, settings, _Progress())
    for student, _, cell, old, new, _ in rows:
        print(f"{student:24} {cell:28} {'—' if old is None else f'{old:g}':>4} → {new:g}{'' if old == new else '   *'}")
    changed = sum(row[3] != row[4] for row in rows)
    if not options.yes:
        print(f"{changed} of {len(rows)} would change. Nothing was written; add --yes to write.")
        return 0
    grading.write_preview(options.sheet, rows, folders)
    print(f"{changed} of {len(rows)} changed, and were written.")
    return 0


def _feedback(options):
    from course import feedback

    for page in feedback.write(options.sheet, _folders(options), options.student):
        print(page)
    return 0


def _report(options):
    from course import report

    for page in report.write(options.sheet, _folders(options)):
        print(page)
    return 0


def _demo(options):
    from course import demo

    return demo.run(options.root, options.workers, not options.no_open)


COMMANDS = {"lab": _lab, "release": _release, "handout": _handout, "grade": _grade, "regrade": _regrade,
            "feedback": _feedback, "report": _report, "demo": _demo}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
