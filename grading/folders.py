"""Where things lie: the sheets of the course, and those of one class in nbgrader's own layout with two of ours."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: nbgrader's course folder, where a tutor stands and a class's work lies.
COURSE = ROOT / "course"
SOLUTIONS = ROOT / "solutions"
NOTEBOOKS = ROOT / "notebooks"


@dataclass(frozen=True)
class Folders:
    """The folders of a class.

    Attributes:
        root: the class's folder.
        elsewhere: the folder with the submissions, where it is not in `root`; else None.
    """

    root: Path = COURSE
    elsewhere: Path | None = None

    @property
    def submitted(self) -> Path:
        """The folder with one folder of submissions per student."""
        return self.elsewhere or self.root / "submitted"

    @property
    def gradebook(self) -> Path:
        """nbgrader's database."""
        return self.root / "gradebook.db"

    def autograded(self, student, sheet) -> Path:
        """Where the tutors' copies of a student's notebooks lie.

        Args:
            student, sheet: their names.

        Returns:
            The folder, which need not be there yet.
        """
        return self.root / "autograded" / student / sheet

    def feedback(self, student, sheet) -> Path:
        """Where the pages for a student lie.

        Args:
            student, sheet: their names.

        Returns:
            The folder, which need not be there yet.
        """
        return self.root / "feedback" / student / sheet

    def records(self, sheet) -> Path:
        """Where the records of a sheet lie, in one folder per student.

        Args:
            sheet: its name.

        Returns:
            The folder, which need not be there yet.
        """
        return self.root / "records" / sheet

    def report(self, sheet) -> Path:
        """Where the tutor's page and the CSV files of a sheet lie.

        Args:
            sheet: its name.

        Returns:
            The folder, which need not be there yet.
        """
        return self.root / "report" / sheet
