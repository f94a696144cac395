"""A tutor's points and words in nbgrader's gradebook, written as formgrader writes them."""

from typing import NamedTuple

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from grading.records.gradebook import patiently


class Standing(NamedTuple):
    """What the gradebook says of one answer.

    Attributes:
        points: the tutor's, or None.
        comment: the tutor's, or "".
        waits: whether it waits for a tutor.
    """

    points: float | None
    comment: str
    waits: bool

    @property
    def is_read(self) -> bool:
        """Whether a tutor has given points, and nobody has asked to look again."""
        return self.points is not None and not self.waits


def standings(gradebook: Gradebook, sheet: str, notebook: str, question: str) -> dict[str, Standing]:
    """How all answers to a question stand.

    Args:
        gradebook: from `grading.records.gradebook.opened`.
        sheet, notebook, question: which question.

    Returns:
        {student: Standing}.
    """

    def read():
        rows = _rows(gradebook, Grade, Grade.manual_score, sheet, notebook, question).add_columns(
            Grade.needs_manual_grade
        )
        scores = {student: (points, bool(waits)) for student, points, waits in rows}
        words = dict(_rows(gradebook, Comment, Comment.manual_comment, sheet, notebook, question).all())
        gradebook.db.rollback()
        return {s: Standing(points, words.get(s) or "", waits) for s, (points, waits) in scores.items()}

    return patiently(read)


def _rows(gradebook, table, column, sheet, notebook, question):
    return (
        gradebook.db.query(Student.id, column)
        .select_from(table)
        .join(BaseCell, table.cell_id == BaseCell.id)
        .join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Student, SubmittedAssignment.student_id == Student.id)
        .filter(Assignment.name == sheet, Notebook.name == notebook, BaseCell.name == question)
    )


def write(
    gradebook: Gradebook, sheet: str, notebook: str, question: str, student: str, points: float | None, comment: str
) -> None:
    """Write points and comment, in one transaction.

    Args:
        gradebook: from `grading.records.gradebook.opened`.
        sheet, notebook, question, student: whose answer to what.
        points: the tutor's; None sets the answer back to unread.
        comment: for the student; "" for none.

    Raises:
        nbgrader.api.MissingEntry: the gradebook does not know this answer.
    """

    def enter():
        try:
            grade = gradebook.find_grade(question, notebook, sheet, student)
            grade.manual_score = points
            grade.needs_manual_grade = points is None
            gradebook.find_comment(question, notebook, sheet, student).manual_comment = comment or None
            gradebook.db.commit()
        except Exception:
            gradebook.db.rollback()
            raise

    patiently(enter)
