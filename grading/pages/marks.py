"""The words that a row of the tutor's page is marked with, and the reasons behind each of them."""

from dataclasses import dataclass

from grading.pages.class_results import ClassResults
from grading.verdicts import DEAD, NO_TIME, SLOW

#: The words, in the order in which a tutor wants to know, and what each of them means.
WORDS = {
    "unread": "an answer waits for you",
    "broken": "a notebook cannot be read, or the machine could not grade it",
    "missing": "a notebook was not handed in",
    "slow": "code was stopped because it took too long",
    "ended": "code ended its own process, or used too much memory",
    "suspicious": "something that an answer has no need of: look at it and decide",
    "odd": "something unusual, and no fault of the student's",
    "repaired": "the file was damaged, or other than it was given out, and was put right",
    "late": "handed in after the due date",
}
#: Flags that are no suspicion: they say how something was read or judged.
UNSUSPICIOUS = {"another id", "changes the model", "no page", "not graded", "slow to read",
                "the check says right, a test does not", "all tests are passed, the check is not",
                "two files of one notebook"}  # fmt: skip
STATUS = {"unreadable": "broken", "failed": "broken", "missing": "missing"}
CAUSES = {SLOW: "slow", NO_TIME: "slow", DEAD: "ended"}


@dataclass(frozen=True)
class Reason:
    """Why a row is marked.

    Attributes:
        word: the mark, a key of `WORDS`.
        where: the title of an exercise, or the number of a notebook, or "".
        text: what happened.
        evidence: the line of code, or what else shows it; "" where there is none.
    """

    word: str
    where: str
    text: str
    evidence: str = ""


def reasons(results: ClassResults, student: str) -> list[Reason]:
    """Everything that a tutor should look at in one student's work.

    Args:
        results: of the class.
        student: the name of their folder.

    Returns:
        The `Reason`s, in the order of `WORDS`.
    """
    listed = [Reason("unread", results.notebooks[notebook].titles[exercise], "not read yet")
              for notebook, exercise in results.unread[student]]  # fmt: skip
    if time := late(results, student):
        listed.append(Reason("late", "", time))
    for name, record in results.records_of(student).items():
        if name in results.notebooks:
            listed += _of_notebook(results.notebooks[name], name.partition("_")[0], record)
    order = list(WORDS)
    return sorted(dict.fromkeys(listed), key=lambda reason: order.index(reason.word))


def _of_notebook(notebook, number, record):
    where = f"notebook {number}"
    word = STATUS.get(record.status, "repaired")
    if record.status == "missing":
        yield Reason(word, where, "was not handed in")
    elif record.status == "unreadable" and not record.notes:
        yield Reason(word, where, "cannot be read")
    for note in record.notes:
        yield Reason(word, where, note)
    for kind, evidence in record.flags:
        yield Reason("odd" if kind in UNSUSPICIOUS else "suspicious", where, kind, evidence)
    for cell, verdict in record.cells.items():
        if verdict.outcome in CAUSES and cell in notebook.tests:
            title = notebook.titles.get(notebook.tests[cell].exercise, cell)
            yield Reason(CAUSES[verdict.outcome], title, verdict.note or verdict.outcome)


def late(results: ClassResults, student: str) -> str:
    """Lateness and its cost, and for whom else this was handed in, in a few words.

    Args:
        results: of the class.
        student: the name of their folder.

    Returns:
        The words; "" for what was in time and for oneself.
    """
    time = results.time_of(student)
    cost = f"late penalty −{time.penalty:g}" if time.penalty else ""
    group = f"by {time.source} for the group" if time.group and time.source != student else ""
    return ", ".join(part for part in (time.text, cost, group) if part)
