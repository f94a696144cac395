"""A sample of bad submissions, each as it has to come out; `make hostile` runs them all."""

import json

from authoring.demo.submissions import Work
from tests.graded import graded_class, needs_sandbox
from tests.hostile import run
from tests.hostile.cases import CASES


@needs_sandbox
def test_every_bad_submission_of_the_sample_comes_out_right():
    _, found, _ = graded_class()
    assert {one.case.name: one.wrong for one in found if one.wrong} == {}, run.table(found)


@needs_sandbox
def test_the_others_are_untouched_and_nothing_is_left():
    _, _, troubles = graded_class()
    assert troubles == []


def test_every_group_has_cases():
    groups = {case.group for case in CASES.values()}
    assert groups == {"broken", "resources", "cheating", "escapes", "output", "honest"}
    assert len(CASES) > 90


def test_every_case_can_be_handed_in_and_is_known_to_stock_nbgrader(tmp_path):
    """What the sample leaves out is still made of today's sheet, and stands in the table beside ours."""
    solved = Work.solved()
    for number, case in enumerate(CASES.values()):
        case.make(solved.copy(), tmp_path / str(number), case.student, False)
        assert any((tmp_path / str(number)).iterdir()), case.name
    assert json.loads(run.STOCK.read_text()).keys() == CASES.keys(), "run `python -m tests.hostile.stock`"
