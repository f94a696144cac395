"""The command `course`: an author's commands here, a tutor's from `grading.cli`. It only calls the modules in order."""

import argparse
import atexit
import gc
import sys
from pathlib import Path

from grading import cli
from grading.folders import NOTEBOOKS, ROOT


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
    command = commands.add_parser("translate", help="bring a translation up to date and say what is left to do")
    command.add_argument("language", metavar="LANGUAGE", help="a code such as de")
    command.add_argument("sheets", nargs="*", metavar="SHEET", help="assignments; by default those that are begun")
    command = commands.add_parser("edition", help="write the translated notebooks to build/editions/")
    command.add_argument("language", metavar="LANGUAGE", help="a code such as de")
    command = commands.add_parser("handout", help="write the zip that students get to dist/")
    command.add_argument("--edition", metavar="LANGUAGE", help="with the sheets that are translated in that language")
    commands.add_parser("wheel", help="write what students get as a wheel and a source distribution to dist/")
    commands.add_parser("site", help="make the course's website in build/site/")
    cli.add_commands(commands)
    command = commands.add_parser("demo", help="grade a class of twenty that comes along, and open the report")
    command.add_argument("--root", type=Path, help="where to (default: build/demo)")
    command.add_argument("--workers", type=int, metavar="N")
    command.add_argument("--student", action="append", metavar="NAME", help="only these of the twenty")
    command.add_argument("--no-open", action="store_true", help="do not open the report in a browser")
    options, options.more = parser.parse_known_args(arguments)
    # Whatever is left then ends with the process: looking through it for garbage takes a quarter of a short command.
    atexit.register(gc.freeze)
    if options.more and options.command != "formgrader":  # which hands them to Jupyter's server
        parser.error(f"unrecognised arguments: {' '.join(options.more)}")
    try:
        return COMMANDS[options.command](options)
    except (OSError, ValueError, RuntimeError) as error:
        print(f"course {options.command}: {error}", file=sys.stderr)
        return 1


# What a command needs is imported where it is used: some of it takes seconds.


def _lab(options):
    from sheet_utils import lab

    copied = lab.prepare(ROOT / "work", NOTEBOOKS)
    print("\n".join(f"new in work/: {name}" for name in copied) or "work/ is complete; nothing was overwritten")
    return 0


def _check_names(sheets, known):
    unknown = set(sheets) - set(known)
    if unknown:
        raise ValueError(f"no such sheet in solutions/: {', '.join(sorted(unknown))}")


def _release(options):
    from authoring import environment, manifest, release

    _check_names(options.sheets, [*release.sheets(), "START"])
    named = (release.make(sheet) for sheet in options.sheets if sheet != "START")
    for folder in named if options.sheets else release.make_all():
        manifest.write(folder.name, folder)
        print(f"{folder.name}: {folder}")
    if not options.sheets or "START" in options.sheets:
        print(f"START: {release.make_start()}")
    environment.write()
    return 0


def _translate(options):
    from authoring import manifest, release, translation

    _check_names(options.sheets, release.sheets())
    left = []
    for sheet in options.sheets or translation.sheets_in(options.language):
        translation.update(options.language, sheet)
        manifest.write(sheet, NOTEBOOKS / sheet)
        left += translation.problems(options.language, sheet)
    print("\n".join(left) or "the translation is complete")
    return 1 if left else 0


def _edition(options):
    from authoring import translation

    print("\n".join(map(str, translation.write(options.language))))
    return 0


def _handout(options):
    from authoring import handout

    print(handout.make(edition=options.edition))
    return 0


def _wheel(options):
    from authoring import wheel

    print(*wheel.make(), sep="\n")
    return 0


def _site(options):
    from authoring import site

    print(site.build())
    return 0


def _demo(options):
    from authoring import demo

    return demo.run(options.root, options.workers, not options.no_open, options.student)


COMMANDS = {
    "lab": _lab, "release": _release, "translate": _translate, "edition": _edition, "handout": _handout,
    "wheel": _wheel, "site": _site, "demo": _demo, **cli.COMMANDS,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
