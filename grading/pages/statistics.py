"""What a class's points say about the questions: how hard, how telling, which mistakes, and whose."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from grading.pages.class_results import ClassResults
from grading.verdicts import BLANK, DEAD, NO_TIME, RAISED, SLOW, UNDEFINED, WRONG

#: What became of an exercise that is none of the known mistakes, in a tutor's words.
WORDS = {
    WRONG: "wrong, and not a mistake that we know", "not yet": "wrong, and not a mistake that we know",
    RAISED: "stopped with an error", SLOW: "too slow", DEAD: "its process ended", NO_TIME: "no time left",
    UNDEFINED: "no such function", BLANK: "not started", "missing": "not handed in", "unreadable": "file unreadable",
    "not graded": "not graded by the machine",
    "right": "right to the check, but not to every test",
}  # fmt: skip
#: Fewer students than this say nothing about a correlation.
FEWEST = 3
#: About so many bars a histogram has.
BARS = 15


@dataclass(frozen=True)
class Outcome:
    """Something that became of a question more than once, or once.

    Attributes:
        text: what, in a sentence of the check's own or in a tutor's words.
        misconception: the id of a known mistake, or "".
        students: names of their folders.
    """

    text: str
    misconception: str
    students: tuple


@dataclass(frozen=True)
class QuestionRow:
    """How a class did on one question.

    Attributes:
        notebook, exercise: which question.
        title: its number and heading.
        points: that it gives.
        share: of its points that those have on average whose points are known; None where nobody's are.
        discrimination: the correlation of its points with the points of all other questions that are read; None where
            it, or they, are the same for everybody, or fewer than `FEWEST` are known.
        known: how many students' points are known.
        unread: students whose points are still to be given, once for a group.
        outcomes: what became of it where points were lost, known mistakes first, the most common first.
    """

    notebook: str
    exercise: str
    title: str
    points: float
    share: float | None
    discrimination: float | None
    known: int
    unread: tuple
    outcomes: tuple

    @property
    def mistakes(self) -> list[Outcome]:
        """The known mistakes among the outcomes."""
        return [outcome for outcome in self.outcomes if outcome.misconception]


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: those with at least `low` points and less than `high`; the last bar holds `high`, too.

    Attributes:
        low, high: of the points.
        final: how many of them have all their points.
        open: how many of them still wait for points.
    """

    low: float
    high: float
    final: int
    open: int


def questions(results: ClassResults) -> list[QuestionRow]:
    """How the class did on each question.

    Args:
        results: of the class.

    Returns:
        One `QuestionRow` per question, in the sheet's order.
    """
    points = {
        (notebook.name, exercise): {
            student: None if results.is_open(student, notebook.name, exercise)
            else sum(score.points for score in results.exercise_scores(student, notebook.name, exercise))
            for student in results.scores
        }
        for notebook in results.notebooks.values() for exercise in notebook.titles
    }  # fmt: skip
    # A question that is half read would pull down whoever is not read yet.
    whole = {question for question, given in points.items() if None not in given.values()}
    rest = {student: sum(points[question][student] for question in whole) for student in results.scores}
    rows = []
    for (name, exercise), given in points.items():
        notebook, known = results.notebooks[name], {s: value for s, value in given.items() if value is not None}
        most, own_part = notebook.exercise_points()[exercise], (name, exercise) in whole
        others = [rest[student] - own_part * value for student, value in known.items()]
        rows.append(
            QuestionRow(
                notebook=name,
                exercise=exercise,
                title=notebook.titles[exercise],
                points=most,
                share=statistics.fmean(known.values()) / most if known else None,
                discrimination=_correlation(list(known.values()), others),
                known=len(known),
                unread=tuple(s for s in sorted(given) if given[s] is None and results.source(s) == s),
                outcomes=_outcomes(results, name, exercise),
            )
        )
    return rows


def _outcomes(results, name, exercise):
    who = {}
    for student in sorted(results.scores):
        record = results.records_of(student).get(name)
        state = record.exercises.get(exercise) if record else None
        if state is not None:
            text = state.line if state.misconception else WORDS.get(state.state, state.state)
            who.setdefault((state.misconception or "", text), []).append(student)
    return tuple(Outcome(text, misconception, tuple(students)) for (misconception, text), students
                 in sorted(who.items(), key=lambda item: (not item[0][0], -len(item[1]))))  # fmt: skip


def _correlation(a, b):
    if len(a) < FEWEST or len(set(a)) < 2 or len(set(b)) < 2:
        return None
    return statistics.correlation(a, b)


def histogram(totals: Sequence[tuple[float, bool]], most: float) -> list[Bar]:
    """How many students have how many points.

    Args:
        totals: (points, whether more are still to be given) of everybody.
        most: the points that can be had.

    Returns:
        The bars from 0 to `most`, each as wide as a whole number of points; whoever has fewer than none, by lateness,
        is in the first, and whoever has more than all, by a tutor's extra points, in the last.
    """
    width = max(1, math.ceil(most / BARS))
    bars = max(1, math.ceil(most / width))
    counts = [[0, 0] for _ in range(bars)]
    for points, is_open in totals:
        counts[min(max(int(points // width), 0), bars - 1)][is_open] += 1
    return [Bar(k * width, min((k + 1) * width, most), *count) for k, count in enumerate(counts)]
