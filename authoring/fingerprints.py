"""Write the fingerprints that checks compare with: `python -m authoring.fingerprints`.

The right answer and every named mistake run on the probes of their exercise, and what comes out is stored:
`data/checks/` holds the students' probes, `grading/hidden_checks/` the hidden ones. The answers run in float64 and
their numbers are rounded, so that the files are the same wherever they are made; another kind of processor may change
a last digit, which `same` overlooks.

    python -m authoring.fingerprints               write both, and print which mistakes cannot be told apart
    python -m authoring.fingerprints --pictures    write the reference results of the pictures
    python -m authoring.fingerprints --tolerance   print how often a right answer would fail, by tolerance
"""

import argparse
import copy
import dataclasses
import importlib
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

from authoring.catalogue import ROOT, functions, read_answers, solution
from sheet_utils import wire
from sheet_utils.checks import diagnosis, exercise_file, probing
from sheet_utils.checks.exercise import Exercise, KnownAnswer, Outcome, Probe

SHEETS = ("sheet09", "sheet10", "sheet11", "sheet12")
FOLDERS = {False: ROOT / "data" / "checks", True: ROOT / "grading" / "hidden_checks"}

# Two fingerprints count as different where they are this far apart: a student's float32 stays far below.
APART = 20 * diagnosis.RTOL

DIGITS = 7


def probes_of(sheet) -> ModuleType:
    """The module of a sheet's probes.

    Args:
        sheet: its name.

    Returns:
        The module of that name in `authoring.probes`.
    """
    return importlib.import_module(f"authoring.probes.{sheet}")


def exercises(sheet, hidden) -> tuple[list[Exercise], list[str]]:
    """The exercises of a sheet with their fingerprints, and what could not be told apart.

    Args:
        sheet: its name.
        hidden: whether the probes are the tutors' or the students'.

    Returns:
        (exercises, clashes): a list of `Exercise`; a list of lines.
    """
    module = probes_of(sheet)
    finished, clashes = [], []
    for exercise in module.exercises(hidden):
        answers, lines = _fingerprints(sheet, module, exercise)
        finished.append(dataclasses.replace(exercise, answers=answers))
        clashes += lines
    return finished, clashes


def _fingerprints(sheet, module, exercise):
    name = exercise.exercise
    notebook, forward = _where(module, name)
    around = solution(sheet, notebook, forward) if forward != name else None
    in_both = {torch.float64: [in_double(probe) for probe in exercise.probes], torch.float32: exercise.probes}
    entries, clashes = [], []
    # General mistakes have the right values, and are told by what comes with them.
    answers = read_answers(sheet, name)
    wrong = [a for a in answers if a.misconception not in (None, *diagnosis.GENERAL)]
    for answer in [solution(sheet, notebook, name), *(a for a in answers if a.variant), *wrong]:
        namespace = functions(answer, module.PRELUDE, around)
        called = [namespace[function] for function in exercise.functions]
        variants = [[outcome(called[p.function], p, torch.float64) for p in in_both[torch.float64]]]
        if any(probe.both for probe in exercise.probes):
            # Where the number format shows, an answer in float32 and one in float64 are the same answer.
            single = [
                outcome(called[p.function], p, torch.float32) if p.both else kept
                for p, kept in zip(in_both[torch.float32], variants[0], strict=True)
            ]
            variants.insert(0, single)
        for outcomes in variants:
            entry = KnownAnswer(
                id=answer.misconception or diagnosis.RIGHT,
                line=answer.description or "",
                hint=answer.hint or "",
                outcomes=outcomes,
            )
            twin = next((e for e, _ in entries if _alike(entry, e, exercise)), None)
            if twin is None:
                entries.append((entry, answer.name))
            elif twin.id != entry.id:
                clashes.append(f"{name}: {answer.name} cannot be told from {twin.id}")
        if not any(o.values is not None for o in variants[0]):
            clashes.append(f"{name}: {answer.name} ends in an error on every probe")
    return [entry for entry, _ in entries], clashes


def _where(module, exercise):
    """The notebook of an exercise, and the exercise in it that the others build on."""
    return next((notebook, names[0]) for notebook, names in module.NOTEBOOKS.items() if exercise in names)


def outcome(function, probe, dtype) -> Outcome:
    """What a function does on a probe, rounded, without what only one run knows.

    Args:
        function: a function of an answer.
        probe: the `Probe`, from `in_double` where it is to be asked in float64.
        dtype: the default number format while it runs.

    Returns:
        The `Outcome`: values and gradients to `DIGITS` significant digits, and the type of an error.
    """
    answered = probing.answer(function, probe, dtype=dtype)
    values, grads = answered.values, answered.grads
    return Outcome(
        values=None if values is None else [_rounded(array) for array in values],
        grads=None if grads is None else {name: _rounded(array) for name, array in grads.items()},
        raised=answered.raised and {"type": answered.raised["type"]},
    )


def in_double(probe) -> Probe:
    """The same probe with all its floating numbers in float64.

    Args:
        probe: a `Probe`; it is left as it is.

    Returns:
        The new `Probe`.
    """
    double = lambda value: value.double() if isinstance(value, (torch.Tensor, torch.nn.Module)) else value
    return dataclasses.replace(probe, args=tuple(double(value) for value in copy.deepcopy(probe.args)))


def _rounded(array):
    """Rounded to `DIGITS` significant digits of the largest finite entry, or each entry of its own size."""
    with np.errstate(all="ignore"):
        return np.array([float(f"{number:.{DIGITS - 1}e}") for number in array.ravel()]).reshape(array.shape)


def _distance(a, b, exercise):
    """The largest deviation between two fingerprints, over all ways in which an exercise is asked."""
    return max(diagnosis.outcome_deviation(*pair) for pair in _side_by_side(a, b, exercise))


def _alike(a, b, exercise):
    """Whether two fingerprints are too near to each other to count as different."""
    return all(diagnosis.within(APART, *pair) for pair in _side_by_side(a, b, exercise))


def _side_by_side(a, b, exercise):
    """For every way in which an exercise is asked, what `diagnosis.within` has to know of two fingerprints."""
    for one, two, probe in zip(a.outcomes, b.outcomes, exercise.probes, strict=True):
        yield one, two, exercise.results, probe.ignored


def files(sheet, hidden) -> tuple[dict[Path, bytes], list[str]]:
    """The files of a sheet's fingerprints.

    Args:
        sheet, hidden: as in `exercises`.

    Returns:
        (files, clashes): a dict of bytes by path; a list of lines.
    """
    finished, clashes = exercises(sheet, hidden)
    return {FOLDERS[hidden] / f"{e.exercise}.npz": exercise_file.pack(e) for e in finished}, clashes


def same(one, other) -> bool:
    """Whether the bytes of two exercise files say the same, but for what depends on the processor.

    Args:
        one, other: from `exercise_file.pack`.
    """
    one, other = exercise_file.unpack(one), exercise_file.unpack(other)
    ours, theirs = one.answers, other.answers
    if not exercise_file.same_question(one, other) or list(map(_texts, ours)) != list(map(_texts, theirs)):
        return False
    pairs = [
        map(diagnosis.same_on_all_processors, pair)
        for a, b in zip(ours, theirs, strict=True)
        for pair in zip(a.outcomes, b.outcomes, strict=True)
    ]
    return all(diagnosis.within(10.0 ** (2 - DIGITS), *pair, one.results) for pair in pairs)


def _texts(entry):
    return entry.id, entry.line, entry.hint


def pictures(sheet) -> dict[Path, bytes]:
    """The files with the reference results that a sheet's pictures show.

    Args:
        sheet: its name.

    Returns:
        A dict of bytes by path.
    """
    module = probes_of(sheet)
    contents = {}
    for name, args in module.pictures().items():
        notebook, _ = _where(module, name)
        namespace = functions(solution(sheet, notebook, name), module.PRELUDE)
        exercise = next(e for e in module.exercises(False) if e.exercise == name)
        value = namespace[exercise.functions[0]](*args.values())
        contents[FOLDERS[False] / f"{name}.picture.npz"] = wire.pack({"args": args, "value": probing.detached(value)})
    return contents


def deviations(sheet, draws) -> Iterator[tuple[str, int, float]]:
    """How far right answers are from the solution, in either number format and on one thread or two.

    Args:
        sheet: its name.
        draws: how many sets of probes are drawn; the first is the one in use.

    Yields:
        (exercise, draw, deviation) for every right answer, set of probes, number format and number of threads.
    """
    module, threads = probes_of(sheet), torch.get_num_threads()
    for draw in range(draws):
        for hidden in (False, True):
            for exercise in module.exercises(hidden, draw):
                yield from ((exercise.exercise, draw, off) for off in _right_deviations(sheet, module, exercise))
    torch.set_num_threads(threads)


def _right_deviations(sheet, module, exercise):
    name = exercise.exercise
    notebook, forward = _where(module, name)
    around = solution(sheet, notebook, forward) if forward != name else None
    answers = [solution(sheet, notebook, name), *(a for a in read_answers(sheet, name) if a.right and not a.variant)]
    called = [functions(answer, module.PRELUDE, around)[exercise.functions[0]] for answer in answers]
    # Overflow is no matter of tolerance; and who ignores the canned run is judged by the probes without one.
    probes = [probe for probe in exercise.probes if not probe.both and not probe.given]
    asked = {torch.float64: [in_double(probe) for probe in probes], torch.float32: probes}
    wanted = [outcome(called[0], probe, torch.float64) for probe in asked[torch.float64]]
    for function in called:
        for dtype in (torch.float32, torch.float64):
            for threads in (1, 2):
                torch.set_num_threads(threads)
                outcomes = [outcome(function, probe, dtype) for probe in asked[dtype]]
                pairs = zip(outcomes, wanted, strict=True)
                yield max(diagnosis.outcome_deviation(one, two, exercise.results) for one, two in pairs)


def print_tolerance(sheet, draws) -> None:
    """Print how often a right answer would fail at each tolerance, and how close the mistakes come.

    Args:
        sheet, draws: as in `deviations`.
    """
    measured = list(deviations(sheet, draws))
    for title, offs in (
        (f"{draws} draws of the probes", [off for _, _, off in measured]),
        ("the probes in use", [off for _, draw, off in measured if draw == 0]),
    ):
        print(f"{title}: {len(offs)} runs of right answers, largest deviation {max(offs):.1e}")
        for exponent in range(-7, -2):
            failed = sum(off > 10.0**exponent for off in offs)
            print(f"  tolerance 1e{exponent}: {failed:5d} fail, {failed / len(offs):.2%}")
    for hidden in (False, True):
        finished, _ = exercises(sheet, hidden)
        closest = min(
            (_distance(a, b, exercise), exercise.exercise, a.id, b.id)
            for exercise in finished
            for a, b in itertools.combinations(exercise.answers, 2)
            if a.id != b.id
        )
        print(f"{'hidden' if hidden else 'visible'} probes, closest pair: {closest[0]:.1e} apart, {closest[1:]}")


def _write(contents):
    for path, content in contents.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)}  {len(content):7d} bytes")


def main(arguments=None) -> int:
    """Write the files, or print about tolerances, as the command line says.

    Args:
        arguments: of the command line; those of this process if None.

    Returns:
        1 if two mistakes of an exercise cannot be told apart, otherwise 0.
    """
    parser = argparse.ArgumentParser(prog="python -m authoring.fingerprints", description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", action="store_true", help="write the reference results of the pictures")
    parser.add_argument("--tolerance", action="store_true", help="print how often a right answer would fail")
    parser.add_argument("--draws", type=int, default=20, help="sets of probes that tolerances are tried on")
    options = parser.parse_args(arguments)
    clashes = []
    for sheet in SHEETS:
        if options.tolerance:
            print_tolerance(sheet, options.draws)
            continue
        if options.pictures:
            _write(pictures(sheet))
            continue
        for hidden in (False, True):
            contents, lines = files(sheet, hidden)
            _write(contents)
            clashes += [f"{'hidden' if hidden else 'visible'} probes, {line}" for line in lines]
    if not (options.pictures or options.tolerance):
        print("\n".join(clashes) or "all fingerprints of every exercise differ")
    return 1 if clashes else 0


if __name__ == "__main__":
    sys.exit(main())
