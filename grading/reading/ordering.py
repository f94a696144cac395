"""Orders and samples that are random, and the same whenever they are asked for."""

import hashlib
import math
from collections.abc import Iterable


def shuffled(students: Iterable[str], *seed: str) -> list[str]:
    """A random order that depends on the seed alone; who comes later does not change who is before whom.

    Args:
        students: their names.
        *seed: words.

    Returns:
        The names in that order.
    """
    return sorted(students, key=lambda student: (_hash(*seed, student), student))


def sample(students: Iterable[str], share: float, *seed: str) -> list[str]:
    """A random sample, at least one of those that there are.

    Args:
        students: their names.
        share: of them, from 0 to 1.
        *seed: words.

    Returns:
        The names that are in it, in a random order.
    """
    order = shuffled(students, *seed)
    return order[: math.ceil(share * len(order))]


def key(student: str, *seed: str) -> str:
    """A name for a student that tells nobody who it is.

    Args:
        student: the name of their folder.
        *seed: words; one of them should be a secret of the class.

    Returns:
        Twelve hexadecimal digits.
    """
    return _hash(*seed, student)[:12]


def _hash(*words):
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()
