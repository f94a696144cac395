"""nbgrader's settings for this course; its commands are run in this folder."""

import os

from grading import nbgrader_path

c = get_config()  # noqa: F821  (nbgrader puts it here)

c.CourseDirectory.course_id = "chaos-rnn"
# One source, edited by hand, and what is generated from it: both lie at the top, where people look for them.
c.CourseDirectory.source_directory = "../solutions"
c.CourseDirectory.release_directory = "../notebooks"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "work", "my_network.pt"]

c.ClearSolutions.code_stub = {
    "python": '# YOUR CODE HERE\nraise NotImplementedError("write this function")',
}
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"

# A sheet may train a network; a cell that hangs for ever still ends.
c.ExecutePreprocessor.timeout = 300
c.ClearOutput.enabled = True

# Collecting, grading and feedback take this course's path, from the command line and from formgrader. To see what
# nbgrader does by itself: COURSE_AUTOGRADE=stock.
if os.environ.get("COURSE_AUTOGRADE") != "stock":
    nbgrader_path.install(c)
