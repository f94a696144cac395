"""The command `course`: an author's commands here, a tutor's from `grading.cli`. It only calls the modules in order."""

import argparse
import sys
from pathlib import Path

from authoring import environment, handout, manifest, release, wheel
from grading import cli
from grading.folders import NOTEBOOKS, ROOT
from sheet_utils import lab


def main(arguments=None) -> int:
    """Parse the command line and run it.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        The exit status: 0, or 1 where the command failed; the reason is printed on stderr.
    """
    parser = argparse.ArgumentParser(
        prog="course", description="Run the course: working copies, releases, hand-outs, grades."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("lab", help="copy the sheets that are missing into work/; never overwrites")
    command = commands.add_parser("release", help="make notebooks/ from solutions/")
    command.add_argument("sheets", nargs="*", metavar="SHEET", help="assignments; all of them by default")
    commands.add_parser("handout", help="write the zip that students get to dist/")
    commands.add_parser("wheel", help="write what students get as a wheel and a source distribution to dist/")
    commands.add_parser("site", help="make the course's website in build/site/")
    cli.add_commands(commands)
    command = commands.add_parser("demo", help="grade a class of twenty that comes along, and open the report")
    command.add_argument("--root", type=Path, help="where to (default: build/demo)")
    command.add_argument("--workers", type=int, metavar="N")
    command.add_argument("--student", action="append", metavar="NAME", help="only these of the twenty")
    command.add_argument("--no-open", action="store_true", help="do not open the report in a browser")
    options, options.more = parser.parse_known_args(arguments)
    if options.more and options.command != "formgrader":  # which hands them to Jupyter's server
        parser.error(f"unrecognised arguments: {' '.join(options.more)}")
    try:
        return COMMANDS[options.command](options)
    except (release.ReleaseError, OSError, ValueError, RuntimeError) as error:
        print(f"course {options.command}: {error}", file=sys.stderr)
        return 1


def _lab(options):
    copied = lab.prepare(ROOT / "work", NOTEBOOKS)
    print("\n".join(f"new in work/: {name}" for name in copied) or "work/ is complete; nothing was overwritten")
    return 0


def _release(options):
    unknown = set(options.sheets) - {*release.sheets(), "START"}
    if unknown:
        raise release.ReleaseError(f"no such sheet in solutions/: {', '.join(sorted(unknown))}")
    for sheet in options.sheets or [*release.sheets(), "START"]:
        if sheet == "START":
            print(f"START: {release.make_start()}")
            continue
        folder = release.make(sheet)
        manifest.write(sheet, folder)
        print(f"{sheet}: {folder}")
    environment.write()
    return 0


def _handout(options):
    print(handout.make())
    return 0


def _wheel(options):
    print(*wheel.make(), sep="\n")
    return 0


def _site(options):
    from authoring import site

    print(site.build())
    return 0


def _demo(options):
    from authoring import demo

    return demo.run(options.root, options.workers, not options.no_open, options.student)


COMMANDS = {"lab": _lab, "release": _release, "handout": _handout, "wheel": _wheel, "site": _site, "demo": _demo,
            **cli.COMMANDS}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
