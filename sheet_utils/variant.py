"""Numbers of a student's own: a variant of a sheet, drawn from the student's id. Off unless a tutor switches it on.

A cell asks for a `number`, such as a seed or an angle, and gets its usual value while variants are off. An exercise
whose answer is a list of numbers asks for them in an `order` of the student's own. The text of a sheet stays as it is:
what is different for a student is printed by the cell that it is different in. Checks, the preflight and hidden tests
know the order from the same id, so that all students are graded by the same tests.

The switch is `data/variants.json`, which travels with the hand-out: {"on": true, "salt": "autumn"}. Another salt gives
everybody other numbers. A student's id stands in a file `student.txt`, in the notebook's folder or in one above it.
"""

import contextlib
import contextvars
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sheet_utils.runtime import data_path

#: Where a student's id is read from, and how many folders above the notebook are looked into.
FILE, ABOVE = "student.txt", 3
MISSING = (
    f"Your tutor gives everybody numbers of their own. Write your id, as your tutor knows it, into a file {FILE} in "
    "the folder that holds the sheets, and run this cell again. Until then your answers are checked as nobody's."
)
_known = contextvars.ContextVar("student", default=None)


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
