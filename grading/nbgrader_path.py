"""nbgrader's own commands and formgrader's buttons, on the course's path.

`nbgrader autograde` and the button of formgrader call a class of nbgrader's; its settings reach what it does per
notebook, but not how it finds and copies submissions, and that part follows links and stops at a bad time stamp.
So the class itself is replaced where nbgrader looks it up. Feedback is a setting.
"""

import shutil
from pathlib import Path

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

#: Where `nbgrader zip_collect` unpacks to: a name that no student's folder has, since it holds a space.
EXTRACTED = "by student"


class CourseAutograde(Autograde):
    """Grades with `class_run.grade` whatever nbgrader is asked to grade."""

    def start(self) -> None:
        # Imported here: nbgrader's other commands need none of it.
        """Grade the submissions that nbgrader's settings name.

        Raises:
            NbGraderException: there are none, or grading cannot begin; the text says why.
        """
        from grading import class_run, intake, sheet
        from grading.folders import Folders

        name, root = self.coursedir.assignment_id, Path(self.coursedir.root)
        folders = Folders(root, root / self.coursedir.submitted_directory)
        try:
            excluded = set(self.coursedir.student_id_exclude.split(","))
            wanted = None if self.coursedir.student_id == "*" else {self.coursedir.student_id}
            submissions = intake.find(folders.submitted, name, sheet.load(name), wanted)
            students = tuple(handed.student for handed in submissions if handed.student not in excluded)
            if not students:
                raise NbGraderException(f"no submission of {name} in {folders.submitted}")
            settings = class_run.GradingOptions(students=students, force=self.force)
            class_run.grade(name, folders, settings, self._log)
        except (OSError, ValueError, RuntimeError) as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error

    def _log(self, done, total, student, notebook, record):
        self.log.info("%s of %s: %s, %s, %g points", done, total, student, notebook, record.points)
        for kind, evidence in record.flags:
            self.log.warning("%s, %s: %s: %s", student, notebook, kind, evidence)


class FeedbackExporter(HTMLExporter):
    """Writes the course's feedback page where nbgrader would write its own, which shows hidden tests."""

    def from_filename(self, filename, resources=None, **keywords) -> tuple[str, dict]:
        """Make the page of one notebook.

        Args:
            filename: of the tutor's copy; it is not read, since `resources` names the notebook.
            resources: of nbconvert; the entry "nbgrader" says whose notebook of which sheet it is.
            **keywords: of nbconvert; not used.

        Returns:
            (page, resources): the HTML, and the resources with the ending of its file.
        """
        from grading.folders import Folders
        from grading.pages import feedback

        whose = resources["nbgrader"]
        folders = Folders(Path(self.parent.coursedir.root))
        page = feedback.one(folders, whose["assignment"], whose["student"], whose["notebook"])
        return page, {**resources, "output_extension": ".html"}


class CourseExtractor(ExtractorPlugin):
    """Unpacks for `nbgrader zip_collect` by the same code as `course collect`: one folder per student's id."""

    def extract(self, archive_path, extracted_path) -> None:
        """Unpack what lies in the folder of a sheet's delivery, and print the preview.

        Args:
            archive_path: the folder `downloaded/SHEET/archive` below the class's folder.
            extracted_path: where the folders of the students are put.

        Raises:
            NbGraderException: the delivery or a table cannot be read, or the plan has troubles or doubts; the text
                says which.
        """
        from grading import collect
        from grading.collect import preview
        from grading.folders import Folders

        archive = Path(archive_path)
        folders = Folders(archive.parents[2], Path(extracted_path))
        try:
            with collect.planned(archive.parent.name, folders, archive) as (plan, staged):
                for line in preview.text(plan).splitlines():
                    self.log.info(line)
                if plan.troubles or plan.doubts:
                    raise NbGraderException("; ".join([*plan.troubles, *plan.doubts]))
                for one in plan.students:
                    if one.result.get("files"):
                        collect.stamp(one, staged / one.student)
                        shutil.move(staged / one.student, Path(extracted_path) / one.student)
        except (OSError, ValueError) as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error


class CourseCollector(FileNameCollectorPlugin):
    """Says of a file that `CourseExtractor` unpacked whose it is: the folder's name."""

    def collect(self, submitted_file) -> dict | None:
        """Say whose a file is.

        Args:
            submitted_file: its path, which passes through the folder that `CourseExtractor` unpacked into.

        Returns:
            {"student_id": the id, "file_id": the path below the student's folder}; None where it is no student's.
        """
        path = Path(submitted_file)
        try:
            start = max(k for k, name in enumerate(path.parts) if name == EXTRACTED)
        except ValueError:
            return None
        student, *rest = path.parts[start + 1 :]
        return {"student_id": student, "file_id": "/".join(rest)} if rest else None


def install(config) -> None:
    """Put them in place.

    Args:
        config: the settings that nbgrader is reading.
    """
    nbgrader.apps.autogradeapp.Autograde = CourseAutograde
    nbgrader.apps.api.Autograde = CourseAutograde
    config.ZipCollectApp.extractor_plugin = "grading.nbgrader_path.CourseExtractor"
    config.ZipCollectApp.collector_plugin = "grading.nbgrader_path.CourseCollector"
    config.ZipCollectApp.extracted_directory = EXTRACTED
    config.GenerateFeedback.exporter_class = "grading.nbgrader_path.FeedbackExporter"
