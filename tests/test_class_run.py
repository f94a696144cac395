"""One student's trouble with the machine is no other student's."""

import pytest

from grading import class_run, notebook_run
from grading.sandbox.isolation import IsolationError

TASK = notebook_run.NotebookTask("sheet10", "x", "1_sparse_teacher_forcing", None)


def test_a_sandbox_that_fails_after_others_have_started_costs_that_notebook_alone():
    with pytest.raises(IsolationError):
        class_run._checked(TASK, IsolationError("no room"), begun=False)
    record = class_run._checked(TASK, IsolationError("no room"), begun=True).record
    assert record.status == "failed" and record.flags == [("not graded", "no room")]
