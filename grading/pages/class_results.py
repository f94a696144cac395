"""What is known of a class, read once for everything that is said of it: of the whole class, or of one student."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from grading import collect, lateness, sheet
from grading.folders import Folders
from grading.records import gradebook, record_files
from grading.records.gradebook import Person, Score


class Total(NamedTuple):
    """What a student has of a sheet; what lateness costs is taken off.

    Attributes:
        student: the name of their folder.
        points: of the notebooks that count.
        bonus: of the bonus notebooks, which count beside the others and never into them.
    """

    student: str
    points: float
    bonus: float


@dataclass(frozen=True)
class ClassResults:
    """What is known of a class.

    Attributes:
        name: of the sheet.
        folders: of the class.
        notebooks: of the sheet, from `sheet.load`.
        scores: {student: {notebook: {cell: Score}}}.
        records: {student: {notebook: Record}}.
        people: {student: Person}.
        times: {student: Lateness}; what lateness costs is not yet taken off `scores`.
        comments: {student: {notebook: {cell: text}}}, the tutors' words.
    """

    name: str
    folders: Folders
    notebooks: dict
    scores: dict
    records: dict
    people: dict = field(default_factory=dict)
    times: dict = field(default_factory=dict)
    comments: dict = field(default_factory=dict)

    @property
    def max(self) -> list[float]:
        """Points that can be had, and bonus points."""
        both = [0.0, 0.0]
        for notebook in self.notebooks.values():
            both[notebook.bonus] += sum(notebook.exercise_points().values())
        return both

    def totals(self) -> Iterator[Total]:
        """The `Total` of everybody, sorted by their folders' names."""
        return map(self.total, sorted(self.scores))

    def total(self, student: str) -> Total:
        """What a student has.

        Args:
            student: the name of their folder.

        Returns:
            Their `Total`; 0 for what the gradebook does not know.
        """
        both = [0.0, 0.0]
        for name, notebook in self.notebooks.items():
            both[notebook.bonus] += self.points(student, name) - self.time_of(student).penalties.get(name, 0.0)
        return Total(student, *both)

    def points(self, student: str, notebook: str) -> float:
        """What a student has of one notebook, without what lateness costs.

        Args:
            student: the name of their folder.
            notebook: its name.

        Returns:
            The points; 0 for what the gradebook does not know.
        """
        return sum(score.points for score in self.scores_of(student, notebook).values())

    def scores_of(self, student: str, notebook: str) -> dict[str, Score]:
        """The scores of one notebook.

        Args:
            student: the name of their folder.
            notebook: its name.

        Returns:
            {cell: Score}; empty where the gradebook knows none.
        """
        return self.scores.get(student, {}).get(notebook, {})

    def exercise_scores(self, student: str, notebook: str, exercise: str) -> list[Score]:
        """The scores of one exercise.

        Args:
            student: the name of their folder.
            notebook, exercise: which.

        Returns:
            One `Score` for each of its cells that the gradebook knows.
        """
        known = self.scores_of(student, notebook)
        return [known[cell] for cell in self.notebooks[notebook].cells_of(exercise) if cell in known]

    def is_open(self, student: str, notebook: str, exercise: str) -> bool:
        """Whether points of an exercise are still to be given: nobody has read it, or the machine could not judge it.

        Args:
            student: the name of their folder.
            notebook, exercise: which.
        """
        record = self.records_of(student).get(notebook)
        failed = record is not None and record.status == "failed"
        scores = self.exercise_scores(student, notebook, exercise)
        return any(score.waits or failed and score.manual is None for score in scores)

    @cached_property
    def unread(self) -> dict[str, list[tuple[str, str]]]:
        """{student: [(notebook, exercise)] of which points are still to be given}; members of a group have the same."""
        return {
            student: [
                (name, exercise)
                for name, notebook in self.notebooks.items()
                for exercise in notebook.titles
                if self.is_open(student, name, exercise)
            ]
            for student in self.scores
        }

    @property
    def waiting(self) -> dict[str, int]:
        """{student: answers to be read}; a group's are counted with whoever handed in."""
        return {student: len(of_student) * (self.source(student) == student)
                for student, of_student in self.unread.items()}  # fmt: skip

    @cached_property
    def submissions(self) -> dict[str, dict[str, str]]:
        """{student: {notebook: formgrader's id of it}}, of those who handed in themselves."""
        return gradebook.submissions(self.folders, self.name)

    def source(self, student: str) -> str:
        """Whose work counts for a student.

        Args:
            student: the name of their folder.

        Returns:
            The same, or the member of their group that handed in.
        """
        return self.time_of(student).source or student

    def time_of(self, student: str) -> lateness.Lateness:
        """How late a student was, and what that costs.

        Args:
            student: the name of their folder.

        Returns:
            Their `Lateness`; one in time, without penalties, where nothing is known.
        """
        return self.times.get(student, lateness.Lateness())

    @property
    def is_anybody_late(self) -> bool:
        """Whether tables need columns for it."""
        return any(time.text for time in self.times.values())

    def records_of(self, student: str) -> dict:
        """The records of one student.

        Args:
            student: the name of their folder.

        Returns:
            {notebook: Record}; empty where nothing was graded.
        """
        return self.records.get(student, {})

    def person(self, student: str) -> Person:
        """What the gradebook knows of a student.

        Args:
            student: the name of their folder.

        Returns:
            A `Person`, whose entries are empty where nothing is known.
        """
        return self.people.get(student, Person())


def read(name: str, folders: Folders, student: str | None = None) -> ClassResults:
    """Read what is known of a class from its gradebook and records.

    Args:
        name: of the sheet.
        folders: of the class.
        student: the name of the one folder whose records are asked for, or None for all.

    Returns:
        The `ClassResults`.
    """
    scores, comments = gradebook.scores(folders, name), gradebook.comments(folders, name)
    records, times = record_files.read_all(folders, name, student), lateness.read(folders, name)
    for student, time in times.items():
        # One grading for a group, and points for each of its members.
        if time.source != student:
            scores[student] = scores[time.source]
            for known in (records, comments):
                known[student] = known.get(time.source, {})
    return ClassResults(name, folders, sheet.load(name), scores, records, _people(name, folders), times, comments)


def read_on_time(name: str, folders: Folders) -> ClassResults:
    """The same of a whole class, after lateness and its cost were entered: it depends on what tutors gave meanwhile.

    Args:
        name: of the sheet.
        folders: of the class.

    Returns:
        The `ClassResults`.
    """
    lateness.enter(folders, name)
    return read(name, folders)


def _people(name, folders):
    """Everybody as the gradebook knows them, completed by what was known when the sheet was collected."""
    people = gradebook.people(folders)
    for student, known in collect.read_record(folders, name).items():
        here, listed = people.get(student, Person()), known.get("person") or {}
        first, _, last = known["name"].rpartition(" ")
        # Moodle has other numbers for every assignment, and asks for them when points come back.
        number = f"Participant {known['number']}" if known["platform"] == "moodle" and known["number"] else ""
        people[student] = Person(
            here.first or listed.get("first", "") or first, here.last or listed.get("last", "") or last,
            here.mail or known["email"],
            here.number or number or listed.get("number", "") or known["number"])  # fmt: skip
    return people
