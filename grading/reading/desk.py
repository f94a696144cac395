"""What one marker has on the desk: the questions of a sheet, the answers to each, and how they stand."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from nbgrader.api import MissingEntry

from grading import sheet
from grading.folders import Folders
from grading.reading import agreement, answers, fitting, gradebook_marks, mark_files, ordering, schemes, similarity
from grading.reading.agreement import Agreement
from grading.reading.answers import Answer, Block
from grading.reading.gradebook_marks import Standing
from grading.reading.mark_files import Mark
from grading.records import gradebook, record_files

LONGEST_COMMENT, LONGEST_NAME = 5_000, 40
ORDERS = ("random", "alike")
UNREAD = Standing(None, "", True)


class ReadingError(ValueError):
    """Answers cannot be read or marked; the text names the cause and the remedy."""


class Outdated(ReadingError):
    """Somebody else has marked the answer meanwhile; what was to be saved was not."""


@dataclass(frozen=True)
class Question:
    """A question that is marked by hand.

    Attributes:
        notebook: of the sheet, a `grading.sheet.Notebook`.
        id: of its cell.
        points: the most that it gives.
        scheme: its `Scheme`.
        title: what it is called, with the number of its exercise, as in feedback and report.
    """

    notebook: sheet.Notebook
    id: str
    points: float
    scheme: schemes.Scheme
    title: str

    @property
    def path(self) -> str:
        """Its notebook and id, as they stand in an address."""
        return f"{self.notebook.name}/{self.id}"


@dataclass(frozen=True)
class Entry:
    """One answer in the column.

    Attributes:
        key: stands for the student and does not tell who it is.
        answer: the `Answer`.
        state: how it stands, from `Desk.states`.
        match: what it has in common with another answer, or None; its `other` is a key.
    """

    key: str
    answer: Answer
    state: dict
    match: similarity.Match | None


@dataclass(frozen=True)
class QuestionRow:
    """One line of the overview.

    Attributes:
        question: the `Question`.
        count, read, empty: answers to be read, answers that were read, and students who left it empty.
        mean: the points of those that were read, or None.
        agreement: of the second marking, or None.
    """

    question: Question
    count: int
    read: int
    empty: int
    mean: float | None
    agreement: Agreement | None


class Desk:
    """All that one marker reads of one sheet.

    Args:
        folders: of the class.
        name: of the sheet.
        marker: who marks.
        second: the share of a second marking, from 0 to 1; None to mark as the first.

    Raises:
        ReadingError: there is no gradebook, nothing to read, no such marker or share.
        SheetError: there is no such sheet.
    """

    def __init__(self, folders: Folders, name: str, marker: str, second: float | None = None):
        self.folders, self.name, self.marker, self.second = folders, name, marker.strip(), second
        if not self.marker or len(self.marker) > LONGEST_NAME or not self.marker.isprintable():
            raise ReadingError(f"a marker needs a name of 1 to {LONGEST_NAME} letters: --marker NAME")
        if second is not None and not 0 < second <= 1:
            raise ReadingError("a second marking takes a share above 0 % and up to 100 %, such as --second 10%")
        notebooks = sheet.load(name)
        if not folders.gradebook.exists():
            raise ReadingError(f"{folders.gradebook} is not there: run `course grade {name}` first, or name the "
                               "class's folder with --root")  # fmt: skip
        self.questions = {question.path: question for question in _questions(notebooks)}
        self._shelf, self._answers = answers.Shelf(folders, name), {}
        if not self.questions:
            raise ReadingError(f"no question of {name} is marked by hand")
        if not any(self._read(question) for question in self.questions.values()):
            raise ReadingError(f"there is no answer to read: nothing that was handed in for {name} is graded yet, or "
                               f"every question was left empty. Run `course grade {name}` first.")  # fmt: skip

    def question(self, words: str) -> Question:
        """Find a question.

        Args:
            words: its id, or its notebook and id as in `Question.path`.

        Returns:
            The `Question`.

        Raises:
            ReadingError: there is none of that name, or more than one; the text lists what there is.
        """
        fitting_ = [q for path, q in self.questions.items() if words in (path, q.id)]
        if len(fitting_) != 1:
            raise ReadingError(f"there is no question {words!r} in {self.name}; there are: {', '.join(self.questions)}")
        return fitting_[0]

    def _read(self, question):
        """{student: Answer} of those that this marker reads."""
        found = self._shelf.answers(question.notebook, question.id)
        if self.second is not None:
            chosen = ordering.sample(found, self.second, "second", self.name, question.path)
            firsts, _ = self._marks(question)
            found = {s: found[s] for s in chosen if not any(mark.marker == self.marker for mark in firsts.get(s, ()))}
        self._answers[question.path] = found
        return found

    def _key(self, question, student):
        return ordering.key(student, "key", self.name, question.path)

    def _student(self, question, key):
        for student in self._answers[question.path]:
            if self._key(question, student) == key:
                return student
        raise ReadingError("this answer is not there any more: load the page again")

    def _marks(self, question):
        """({student: first marks}, {student: second marks}) of one question, earlier ones first."""
        firsts, seconds = {}, {}
        for mark in mark_files.read(self.folders, self.name):
            if f"{mark.notebook}/{mark.question}" == question.path:
                (seconds if mark.second else firsts).setdefault(mark.student, []).append(mark)
        return firsts, seconds

    def column(self, question: Question, order: str = "random") -> list[Entry]:
        """All answers to a question.

        Args:
            question: from `question`.
            order: "random", which is the same every time and another one for every marker, or "alike".

        Returns:
            The entries in that order.
        """
        found = self._read(question)
        texts = {student: answer.text for student, answer in found.items()}
        students = ordering.shuffled(found, self.name, question.path, self.marker)
        if order == "alike":
            students = similarity.alike_first(texts)
        template = "\n".join([*question.notebook.sources.values(), question.scheme.question])
        matches = similarity.matches(texts, template)
        states = self.states(question)
        entries = []
        for student in students:
            match = matches.get(student)
            if match:
                match = similarity.Match(self._key(question, match.other), match.words, match.share)
            key = self._key(question, student)
            entries.append(Entry(key, found[student], states[key], match))
        return entries

    def states(self, question: Question) -> dict[str, dict]:
        """How the answers of a column stand now.

        Args:
            question: from `question`.

        Returns:
            {key: {"points", "comment", "ticks", "read", "marker", "changed", "others"}}. Of a second marking it is what
            this marker gave; the points of others are not in it before the answer is read, and never in a second
            marking.
        """
        found = self._answers[question.path]
        firsts, seconds = self._marks(question)
        if self.second is None:
            with gradebook.opened(self.folders) as book:
                known = gradebook_marks.standings(book, self.name, question.notebook.name, question.id)
        states = {}
        for student, answer in found.items():
            if self.second is None:
                standing, marks = known.get(student, UNREAD), firsts.get(student, [])
                others = [mark for mark in _latest(seconds.get(student, [])) if mark.points is not None]
            else:
                marks, others = [mark for mark in seconds.get(student, []) if mark.marker == self.marker], []
                standing = UNREAD
                if marks and marks[-1].points is not None:
                    standing = Standing(marks[-1].points, marks[-1].comment, False)
            last = marks[-1] if marks else None
            # Formgrader keeps no ticks and no name: what was written there has neither.
            ours = last is not None and last.points == standing.points
            changed = bool(ours and last.answer != answer.digest)
            read = standing.is_read and not changed
            states[self._key(question, student)] = {
                "points": standing.points,
                "comment": standing.comment,
                "ticks": list(last.ticks) if ours else [],
                "read": read,
                "marker": (last.marker if ours else "formgrader") if standing.points is not None else "",
                "changed": changed,
                "others": [{"marker": mark.marker, "points": mark.points, "comment": mark.comment} for mark in others]
                if read
                else [],
            }
        return states

    def save(
        self, question: Question, key: str, points: float | None, ticks: Iterable[int], comment: str, seen: dict
    ) -> None:
        """Enter a mark: in the gradebook, unless it is a second one, and in this marker's file.

        Args:
            question: from `question`.
            key: of the answer.
            points: None sets it back to unread.
            ticks: positions of ticked items.
            comment: for the student.
            seen: the "points" and "comment" that stood there when the page was shown.

        Raises:
            Outdated: something else stands there now.
            ReadingError: points, ticks or comment cannot be, or the answer is not there any more.
        """
        student = self._student(question, key)
        points, ticks, comment = _checked(question, points, ticks, comment)
        mark = Mark(question.notebook.name, question.id, student, self.marker, points, ticks, comment,
                    self._answers[question.path][student].digest, self.second is not None)  # fmt: skip
        if self.second is None:
            with gradebook.opened(self.folders) as book:
                where = (book, self.name, question.notebook.name, question.id)
                standing = gradebook_marks.standings(*where).get(student, UNREAD)
                if (standing.points, standing.comment) != (seen.get("points"), seen.get("comment")):
                    raise Outdated("this answer has been marked by somebody else meanwhile")
                try:
                    gradebook_marks.write(*where, student, points, comment)
                except MissingEntry as error:
                    raise ReadingError(f"the gradebook does not know this answer: run `course grade {self.name}` "
                                       "again") from error  # fmt: skip
        mark_files.add(self.folders, self.name, mark)

    def comments(self, question: Question) -> list[str]:
        """The comments that are kept for a question, those that are used most in front.

        Args:
            question: from `question`.

        Returns:
            The texts.
        """
        texts = mark_files.read_comments(self.folders, self.name, question.path)
        firsts, _ = self._marks(question)
        given = [marks[-1].comment for marks in firsts.values()]
        return sorted(texts, key=lambda text: -sum(text in comment for comment in given))

    def keep_comment(self, question: Question, text: str) -> None:
        """Keep a comment for others.

        Args:
            question: from `question`.
            text: the comment.

        Raises:
            ReadingError: it is empty or too long.
        """
        text = text.strip()
        if not text or len(text) > LONGEST_COMMENT:
            raise ReadingError(f"a comment has 1 to {LONGEST_COMMENT} letters")
        known = mark_files.read_comments(self.folders, self.name, question.path)
        mark_files.write_comments(self.folders, self.name, question.path, [*known, text])

    def drop_comment(self, question: Question, text: str) -> None:
        """Keep a comment no longer.

        Args:
            question: from `question`.
            text: the comment; nothing happens where it is not kept.
        """
        known = mark_files.read_comments(self.folders, self.name, question.path)
        mark_files.write_comments(self.folders, self.name, question.path, [one for one in known if one != text])

    def names(self, question: Question) -> dict[str, str]:
        """Who is who.

        Args:
            question: from `question`.

        Returns:
            {key: name and id}.
        """
        people = gradebook.people(self.folders)
        shown = {}
        for student in self._answers[question.path]:
            name = people[student].name if student in people else ""
            shown[self._key(question, student)] = f"{name} ({student})" if name else student
        return shown

    def notebook(self, question: Question, key: str) -> tuple[list[Block], list[Block]]:
        """The whole notebook in which an answer stands.

        Args:
            question, key: of the answer.

        Returns:
            Its blocks above the question, and those from the question on.

        Raises:
            ReadingError: there is no copy of it, or the answer is not there any more.
        """
        view = record_files.read_copy(self.folders, self.name, self._student(question, key), question.notebook.name)
        if view is None:
            raise ReadingError(f"there is no copy of this notebook: run `course grade {self.name}` again")
        return answers.whole(view, question.id)

    def agreement(self, question: Question) -> Agreement | None:
        """How far second marks agree with first ones.

        Of the first marks the last counts that was made before the second one, so that a talk about both does not make
        them equal; where there is none, the first that was made after it.

        Args:
            question: from `question`.

        Returns:
            The `Agreement`; None without an answer that has both.
        """
        (firsts, seconds), pairs = self._marks(question), []
        for student, marks in seconds.items():
            for second in _latest(marks):
                others = [mark for mark in firsts.get(student, ())
                          if mark.marker != second.marker and mark.points is not None]  # fmt: skip
                before = [mark for mark in others if mark.when <= second.when]
                if others and second.points is not None:
                    pairs.append(((before[-1] if before else others[0]).points, second.points))
        return agreement.of_pairs(pairs)

    def overview(self) -> list[QuestionRow]:
        """How far every question is.

        Returns:
            One row for each. The agreement is shown to a second marker only after their whole sample is read.
        """
        rows = []
        for question in self.questions.values():
            count = len(self._read(question))
            read = [state for state in self.states(question).values() if state["read"]]
            mean = sum(state["points"] for state in read) / len(read) if read else None
            empty = self._shelf.count_empty(question.notebook, question.id)
            tell = self.second is None or len(read) == count
            agreed = self.agreement(question) if tell else None
            rows.append(QuestionRow(question, count, len(read), empty, mean, agreed))
        return rows


def _latest(marks):
    """The last mark of each marker."""
    return list({mark.marker: mark for mark in marks}.values())


def _checked(question, points, ticks, comment):
    is_number = isinstance(points, (int, float)) and not isinstance(points, bool) and math.isfinite(points)
    if points is not None and not (is_number and 0 <= points <= question.points):
        raise ReadingError(f"points go from 0 to {question.points:g}")
    if not isinstance(comment, str) or len(comment) > LONGEST_COMMENT:
        raise ReadingError(f"a comment has at most {LONGEST_COMMENT} letters")
    count = len(question.scheme.items)
    if not isinstance(ticks, list) or not all(isinstance(k, int) and 0 <= k < count for k in ticks):
        raise ReadingError(f"the mark scheme has the items 1 to {count}")
    return None if points is None else float(points), tuple(sorted(set(ticks))), comment.strip()


def _questions(notebooks):
    for notebook in notebooks.values():
        for name, points in notebook.tasks.items():
            scheme = schemes.parse(notebook.sources[name])
            yield Question(notebook, name, points, scheme, notebook.titles[name] or name)


def scheme_html(scheme: schemes.Scheme) -> dict:
    """A question and its scheme, rendered.

    Args:
        scheme: the `Scheme`.

    Returns:
        A dict of "question", "preamble", "remarks" (a list), "items" (a list of dicts of "points", "label", "head" and
        "rest") and "examples" (a list of dicts of "level" and "text"), all of which may be shown as they are.
    """
    html = lambda text: Markup(fitting.rendered(text)) if text else ""
    return {
        "question": html(scheme.question),
        "preamble": html(scheme.preamble),
        "remarks": [html(remark) for remark in scheme.remarks],
        "items": [{"points": item.points, "label": item.label, "head": html(item.head), "rest": html(item.rest)}
                  for item in scheme.items],
        "examples": [{"level": one.level, "text": html(one.text)} for one in scheme.examples],
    }  # fmt: skip
