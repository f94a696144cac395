"""Which answers share words: a hint for the tutor's eyes, never a verdict.

Two answers are compared by their runs of `RUN` words. Runs that stand in the released notebook are taken out first, so
that a quoted question is nobody's copy. What two answers have in common is the number of words of the shorter one that
lie in a run which the other one has, too. It is told from `WORDS` words and `SHARE` of the shorter answer on: two
people who write about the same picture share single runs by chance, and hardly ever a quarter of what they wrote.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

RUN, WORDS, SHARE = 5, 15, 0.25
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Match:
    """What an answer has in common with another one.

    Attributes:
        other: whose the other one is.
        words: the number of words in common.
        share: of the shorter of the two answers, from 0 to 1.
    """

    other: str
    words: int
    share: float


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters.

    Args:
        text: anything.

    Returns:
        Words and numbers, in order.
    """
    return WORD.findall(text.lower())


def matches(texts: dict[str, str], template: str) -> dict[str, Match]:
    """For every answer the one that it has most in common with, where that is worth telling.

    Args:
        texts: {student: answer}.
        template: the text that everybody was given.

    Returns:
        {student: Match}; without those whose answer is like no other one.
    """
    given = set(_runs(words_of(template)))
    words = {student: words_of(text) for student, text in texts.items()}
    places = {student: _places(words[student], given) for student in texts}
    who = defaultdict(list)
    for student, runs in places.items():
        for run in runs:
            who[run].append(student)
    shared = defaultdict(set)
    for run, students in who.items():
        for k, one in enumerate(students):
            for other in students[k + 1 :]:
                shared[one, other].add(run)
    best = {}
    for (one, other), runs in shared.items():
        if len(runs) < WORDS - RUN + 1:  # too few to make up so many words, wherever they stand
            continue
        shorter, longer = sorted((one, other), key=lambda student: len(words[student]))
        covered = {k + j for run in runs for k in places[shorter][run] for j in range(RUN)}
        common, share = len(covered), len(covered) / len(words[shorter])
        if common >= WORDS and share >= SHARE:
            for student, match in ((one, Match(other, common, share)), (other, Match(one, common, share))):
                if student not in best or (match.words, match.share) > (best[student].words, best[student].share):
                    best[student] = match
    return best


def _runs(words):
    return [tuple(words[k : k + RUN]) for k in range(len(words) - RUN + 1)]


def _places(words, given):
    """{run: where it begins}, without the runs that everybody was given."""
    places = defaultdict(list)
    for k, run in enumerate(_runs(words)):
        if run not in given:
            places[run].append(k)
    return places


def alike_first(texts: dict[str, str]) -> list[str]:
    """An order in which answers follow the one that they are most like, the two that are most alike in front.

    Args:
        texts: {student: answer}.

    Returns:
        The students. Likeness is the cosine of the counts of words, in which rare words weigh more: by
        log((1 + n)/(1 + the number of answers with the word)) + 1, as is usual for such counts.
    """
    students = sorted(texts)
    if len(students) < 3:
        return students
    known = sorted({word for text in texts.values() for word in words_of(text)})
    vocabulary = {word: k for k, word in enumerate(known)}
    counts = np.zeros((len(students), len(known) + 1), dtype=np.float32)
    for row, student in zip(counts, students, strict=True):
        for word in words_of(texts[student]):
            row[vocabulary[word]] += 1
    counts *= np.log((1 + len(students)) / (1 + (counts > 0).sum(axis=0))) + 1
    counts /= np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)
    likeness = counts @ counts.T
    np.fill_diagonal(likeness, -1)
    order = [int(k) for k in np.unravel_index(likeness.argmax(), likeness.shape)]
    left = set(range(len(students))) - set(order)
    while left:
        rest = sorted(left)
        order.append(rest[int(likeness[order[-1], rest].argmax())])
        left.remove(order[-1])
    return [students[k] for k in order]
