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
    """The folders of a class; `submitted` may lie elsewhere."""

    root: Path = COURSE
    elsewhere: Path | None = None

    @property
    def submitted(self):
        return self.elsewhere or self.root / "submitted"

    @property
    def gradebook(self):
        return self.root / "gradebook.db"

    def autograded(self, student, sheet):
        return self.root / "autograded" / student / sheet

    def feedback(self, student, sheet):
        return self.root / "feedback" / student / sheet

    def records(self, sheet):
        return self.root / "records" / sheet

    def report(self, sheet):
        return self.root / "report" / sheet
