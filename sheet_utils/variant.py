"""Numbers of a student's own: a variant of a sheet, drawn from the student's id. Off unless a tutor switches it on.

A cell asks for a `number`, such as a seed or an angle, and gets its usual value while variants are off. An exercise
whose answer is a list of numbers asks for them in an `order` of the student's own, and a function that holds a number,
such as a threshold, has to hold the student's `own`. The text of a sheet stays as it is: what is different for a
student is printed by the cell that it is different in. Checks, the preflight and hidden tests know the order and the
number from the same id, so that all students are graded by the same tests.

The switch is `data/variants.json`, which travels with the hand-out: {"on": true, "salt": "autumn"}. Another salt gives
everybody other numbers. A student's id stands in a file `student.txt`, in the notebook's folder or in one above it.
"""

import contextlib
import contextvars
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sheet_utils.files import data_path

#: Where a student's id is read from, and how many folders above the notebook are looked into.
FILE, ABOVE = "student.txt", 3
MISSING = (
    f"Your tutor gives everybody numbers of their own. Write your id, as your tutor knows it, into a file {FILE} in "
    "the folder that holds the sheets, and run this cell again. Until then your answers are checked as nobody's."
)
_known = contextvars.ContextVar("student", default=None)


@dataclass(frozen=True)
class Held:
    """A number that a student's function holds, as a default or in its code.

    Attributes:
        name: what it is, in words.
        usual: its value while variants are off; it is no choice, so that a published answer is nobody's.
        choices: the values that a variant may have.
        calls: takes a number, and returns pairs (arguments, results) of a function that holds this number; each
            result is a list of numbers, and differs for all other choices in at least one of the pairs.
    """

    name: str
    usual: float
    choices: tuple[float, ...]
    calls: Callable[[float], list[tuple[tuple, list[float]]]]


def _errors_that_rise(threshold):
    """A prediction that is off by 0.001 more in every row; with dt = lam = 1 the result is a number of rows."""
    # Here, since the tutors' commands load this module and need no torch.
    import torch

    predicted = (torch.arange(1000.0)[:, None] - 0.5) / 1000
    return [((torch.zeros_like(predicted), predicted, 1.0, 1.0), [round(1000 * threshold) + 1.0])]


def _correlations_of_both_signs(level):
    """Two resamples with the correlations 1 and -1: between them a quantile lies in proportion."""
    x, y, picks = np.arange(4.0), np.array([0.0, 1.0, 1.0, 0.0]), np.array([[0, 1, 0, 1], [2, 3, 2, 3]])
    return [((x, y, picks), [-level, level])]


def _points_that_hardly_move(tolerance):
    """A map that moves every point by a little less than the tolerance, and one that moves it by a little more."""
    ends = np.array([0.0, 1.0])
    return [
        ((ends, ends + 0.8 * tolerance, ends, ends[::-1].copy()), []),
        ((ends, ends + 1.25 * tolerance, ends, ends[::-1].copy()), [0.5]),
    ]


def _slopes_that_hardly_differ(tolerance):
    """Two pieces whose slopes differ by a little less than the tolerance, and by a little more."""
    x = np.arange(3.0)
    return [((x, np.array([0.0, 1.0, 2.0 + off])), [regions]) for off, regions in
            ((0.8 * tolerance, 1.0), (1.25 * tolerance, 2.0))]  # fmt: skip


#: The exercises whose function holds a number of the student's own. Choices of a tolerance are a factor of 1.25 apart
#: at least, and of the usual order of magnitude, so that every picture looks as usual.
HELD = {
    "valid-time": Held(
        "default of threshold", 0.4, (0.2, 0.25, 0.3, 0.35, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7), _errors_that_rise
    ),
    "bootstrap-interval": Held(
        "default of level", 0.95, (0.5, 0.6, 0.68, 0.75, 0.8, 0.85, 0.9, 0.98, 0.99), _correlations_of_both_signs
    ),
    "exact-points": Held(
        "tolerance for fixed points", 1e-9, (2e-10, 3e-10, 5e-10, 7e-10, 2e-9, 3e-9, 5e-9, 7e-9),
        _points_that_hardly_move,
    ),
    "count-regions": Held(
        "tolerance for equal slopes", 1e-7, (2e-8, 3e-8, 5e-8, 7e-8, 2e-7, 3e-7, 5e-7, 7e-7), _slopes_that_hardly_differ
    ),
}  # fmt: skip


@contextlib.contextmanager
def of(student) -> Iterator[None]:
    """While this is open, variants are those of this student, whatever a file says.

    Args:
        student: the id under which a grader keeps the student.
    """
    token = _known.set(student)
    try:
        yield
    finally:
        _known.reset(token)


def student() -> str | None:
    """Whose variant is asked for.

    Returns:
        The id in small letters, "" where nobody has said who works here; None while variants are off.

    Raises:
        ValueError: `data/variants.json` is no switch.
    """
    if not _switch()["on"]:
        return None
    name = _known.get() or _name_in_a_file()
    return name.strip().casefold()


def _switch():
    path = data_path("variants.json")
    try:
        switch = json.loads(path.read_text("utf-8"))
        return {"on": bool(switch["on"]), "salt": str(switch["salt"])}
    except FileNotFoundError:
        return {"on": False, "salt": ""}
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError('data/variants.json: expected {"on": true or false, "salt": "a word"}') from error


def _name_in_a_file():
    here = Path.cwd()
    for folder in [here, *here.parents][: ABOVE + 1]:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if lines := (folder / FILE).read_text("utf-8-sig").split("\n"):
                return lines[0]
    return ""


def _ask(owner):
    """Say once more what is missing, where variants are on and nobody has said who works here."""
    if owner is not None:
        print(MISSING)


def _draw(name, owner, count):
    """A number below `count` from a student's id: the same on every machine and in every version of Python."""
    text = "\0".join([_switch()["salt"], owner, name])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % count


def number(name, default, choices) -> object:
    """A number of the student's own, which is printed; the usual one while variants are off.

    Args:
        name: of the number, such as "release angle"; the same name gives the same number everywhere.
        default: the usual value.
        choices: a sequence of the values that a variant may have.

    Returns:
        One of the choices, or the default.

    Raises:
        ValueError: there is nothing to choose from.
    """
    if not len(choices):
        raise ValueError(f"number({name!r}, ...): expected at least one choice")
    owner = student()
    if not owner:
        _ask(owner)
        return default
    value = choices[_draw(name, owner, len(choices))]
    print(f"Your own number here: {name} = {value} (elsewhere {default}).")
    return value


def order(name, count) -> tuple[int, ...]:
    """In which order a student gives the numbers that an exercise asks for.

    Args:
        name: the exercise's id.
        count: how many numbers there are.

    Returns:
        Positions in the usual order, one for each number that the student gives; 0, 1, 2, ... while variants are off,
        or where nobody has said who works here.
    """
    left, owner, positions = list(range(count)), student(), []
    if not owner:
        return tuple(left)
    while left:
        positions.append(left.pop(_draw(f"{name}/{len(left)}", owner, len(left))))
    return tuple(positions)


def ordered(name, values) -> list:
    """The right numbers in the student's order, for a hidden test.

    Args:
        name: the exercise's id.
        values: the numbers in the usual order.

    Returns:
        The list.
    """
    return [values[position] for position in order(name, len(values))]


def restored(name, values: Sequence) -> list:
    """A student's numbers in the usual order, which is that of the fingerprints.

    Args:
        name: the exercise's id.
        values: the numbers as the student gives them.

    Returns:
        The list.
    """
    usual = list(values)
    for given, position in enumerate(order(name, len(usual))):
        usual[position] = values[given]
    return usual


def announce(name, parts) -> None:
    """Print in which order the student gives the numbers of an exercise; nothing while variants are off.

    Args:
        name: the exercise's id.
        parts: what the numbers belong to, in words, in the usual order.
    """
    owner = student()
    if not owner:
        _ask(owner)
    else:
        print(f"Your own order here: answer for {', '.join(ordered(name, parts))}, in this order.")


def own(exercise) -> float:
    """The number that a student's function has to hold, such as the default of its threshold.

    Args:
        exercise: the exercise's id, one of `HELD`.

    Returns:
        The student's; the usual one while variants are off, or where nobody has said who works here.

    Raises:
        KeyError: the exercise holds no such number.
    """
    held, owner = HELD[exercise], student()
    return held.choices[_draw(exercise, owner, len(held.choices))] if owner else held.usual


def calls(exercise) -> list[tuple[tuple, list[float]]]:
    """On what a function is asked to find out which number it holds.

    Args:
        exercise: the exercise's id.

    Returns:
        Pairs (arguments, results), as in `Held`; none while variants are off, where nobody has said who works here,
        and for an exercise that holds no such number.
    """
    return HELD[exercise].calls(own(exercise)) if exercise in HELD and student() else []


def same_numbers(value, results) -> bool:
    """Whether a function returned these numbers.

    Args:
        value: a number, a tuple of numbers, or an array or tensor of them.
        results: a list of numbers.

    Returns:
        True where there are as many, each off by less than 0.0001 of its size.
    """
    numbers = np.asarray(value, dtype=float).ravel()
    return numbers.shape == (len(results),) and np.allclose(numbers, results, rtol=1e-4, atol=0)


def about_own(exercise) -> str:
    """What a check says of the number that a student's function has to hold.

    Args:
        exercise: the exercise's id.

    Returns:
        A sentence; "" while variants are off, and for an exercise that holds no such number.
    """
    owner = student() if exercise in HELD else None
    if owner is None:
        return ""
    held = HELD[exercise]
    if not owner:
        return MISSING
    number = f"Your own number here: {held.name} = {own(exercise):g} (elsewhere {held.usual:g})."
    return f"{number} Write it into your code as a number."
