"""Who takes the course, from a table that a platform or a tutor wrote, and who of them a delivered name is."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from grading.identity import assign_ids, plain_id
from grading.tables import TableError, read_table


@dataclass(frozen=True)
class Person:
    """Somebody of the roster.

    Attributes:
        id: under which this person is kept; it fits `identity.ALLOWED`.
        name: first and last name.
        first, last, email, number: as the table has them, or "".
    """

    id: str
    name: str
    first: str = ""
    last: str = ""
    email: str = ""
    number: str = ""


def read(path) -> list[Person]:
    """Read the people of a table.

    Args:
        path: of a table, see `grading.tables.read_table`.

    Returns:
        A list of `Person`, in the order of the table; a line that stands twice counts once.

    Raises:
        TableError: it cannot be understood, or no column says who somebody is.
        OSError: it cannot be read.
    """
    rows = read_table(path)
    people = []
    for row in rows:
        name = row.get("name", "")
        first, last = row.get("first", ""), row.get("last", "")
        if name and not first and not last:
            last, comma, first = (part.strip() for part in name.partition(","))
            if not comma:
                first, last = name.rpartition(" ")[0], name.rpartition(" ")[2]
        whole = f"{first} {last}".strip() or name
        mail, number = row.get("email", ""), row.get("number", "")
        login = row.get("id", "") or mail.partition("@")[0] or whole or number
        if login:
            people.append((login, whole, first, last, mail, number))
    if not people:
        raise TableError(f"{path} has no column id, email, name or number, so it names nobody")
    # The same line twice is one person.
    people = list(dict.fromkeys(people))
    ids = assign_ids([(str(k), person[0], person[5]) for k, person in enumerate(people)])
    return [Person(ids[str(k)], *person[1:]) for k, person in enumerate(people)]


def read_groups(path, people=()) -> dict[str, tuple[str, ...]]:
    """Who works with whom.

    Args:
        path: of a table with the columns group and id (or name, or email), a line for each student.
        people: list of `Person`, for names that are not ids.

    Returns:
        {id: sorted tuple of the ids of the group}, for groups of two and more.

    Raises:
        TableError: it cannot be read, or somebody is in two groups.
    """
    groups, member_of = defaultdict(set), {}
    for row in read_table(path, needed=("group",)):
        called = row.get("id") or row.get("email") or row.get("name") or row.get("number") or ""
        if not called or not row["group"]:
            continue
        person = match(people, called, called, called)
        student = person.id if person else plain_id(called)
        if member_of.setdefault(student, row["group"]) != row["group"]:
            raise TableError(f"{path}: {called} is in the groups {member_of[student]} and {row['group']}")
        groups[row["group"]].add(student)
    return {student: tuple(sorted(some)) for some in groups.values() if len(some) > 1 for student in some}


def match(people, name, login="", number="") -> Person | None:
    """Find the one person of the roster who is meant, by number, login, e-mail or name.

    Args:
        people: list of `Person`.
        name: what a platform calls somebody.
        login: the name that they log in with, or an e-mail address, or "".
        number: their number, of whose characters only the digits count, or "".

    Returns:
        The `Person`; None where it may be nobody, or several people.
    """
    digits = re.sub(r"\D", "", number).lstrip("0")
    by_number = [p for p in people if digits and re.sub(r"\D", "", p.number).lstrip("0") == digits]
    by_login = [p for p in people if login and login.casefold() in _logins(p)]
    # Moodle puts a group's name in front, with a dash between.
    called = [plain for plain in map(_letters, (name, name.partition("-")[2])) if plain]
    by_name = next((some for plain in called if (some := [p for p in people if plain in _names(p)])), [])
    for some in (by_number, by_login, by_name):
        if len(some) == 1:
            # A number of one kind may happen to be a number of another: where a name says otherwise, it is not that.
            if some is by_number and by_name and some[0] not in by_name:
                continue
            return some[0]
    return None


def _logins(person):
    return {text.casefold() for text in (person.id, person.email, person.email.partition("@")[0]) if text}


def _names(person):
    """How a platform may write a name: the first name first or last, with or without blanks."""
    names = {_letters(person.name), _letters(f"{person.first} {person.last}"),
             _letters(f"{person.last} {person.first}"), *map(_letters, _logins(person))}  # fmt: skip
    return names - {""}


def _letters(text):
    """The letters and digits of a name, in small, without accents, as one word."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(letter for letter in plain if letter.isalnum())
