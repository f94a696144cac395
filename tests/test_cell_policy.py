"""What is done with each cell of a notebook, as a table: no process and no clock is needed to read it."""

import pytest

from sheet_utils.submission import Cell
from sheet_utils.submission.cell_policy import Action, CellPolicy, decide, replay

SKIP, DEFINE, RUN, JUDGE = Action


def cell(kind, changed=True, source="x = 1", type="code"):
    return Cell(f"a-{kind}", kind, type, source, changed=changed)


@pytest.mark.parametrize(
    ("what", "one", "knowing", "expected"),
    [
        ("text is nobody's code", cell("text", type="markdown"), {}, CellPolicy(SKIP)),
        ("a setup cell", cell("setup", changed=False), {}, CellPolicy(RUN)),
        ("an answer", cell("solution"), {}, CellPolicy(RUN)),
        ("a cell of the student's own", cell("own"), {}, CellPolicy(RUN)),
        ("a blank answer", cell("solution", changed=False), {}, CellPolicy(RUN)),
        ("training as it was released", cell("shown", changed=False), {}, CellPolicy(SKIP)),
        ("training that was changed", cell("shown"), {}, CellPolicy(DEFINE)),
        ("training, asked for", cell("shown", changed=False), {"rerun": True}, CellPolicy(RUN)),
        ("what hung before", cell("own"), {"spoiled": {0}}, CellPolicy(DEFINE)),
        ("what hung before, and no time", cell("own"), {"spoiled": {0}, "left": 0}, CellPolicy(SKIP)),
        ("training without time", cell("shown"), {"left": -1}, CellPolicy(SKIP)),
        ("an answer without time", cell("solution"), {"left": 0}, CellPolicy(SKIP, late=True)),
        ("an own cell in the reserve", cell("own"), {"left": 9, "reserve": 10}, CellPolicy(DEFINE, late=True)),
        ("an own cell before it", cell("own"), {"left": 11, "reserve": 10}, CellPolicy(RUN)),
        ("training in the reserve", cell("shown"), {"left": 9, "reserve": 10, "rerun": True},
         CellPolicy(DEFINE, late=True)),
        ("a graded cell", cell("graded"), {}, CellPolicy(JUDGE)),
        ("a graded cell that is asked for", cell("graded"), {"asked": {"a-graded"}}, CellPolicy(JUDGE)),
        ("a graded cell that is not", cell("graded"), {"asked": {"another"}}, CellPolicy(SKIP)),
        ("a graded cell without time", cell("graded"), {"left": 0}, CellPolicy(SKIP, late=True)),
        ("not asked for, without time", cell("graded"), {"left": 0, "asked": ()}, CellPolicy(SKIP)),
    ],
)  # fmt: skip
def test_one_cell(what, one, knowing, expected):
    assert decide([one], 0, **knowing) == expected, what


@pytest.mark.parametrize(
    ("what", "one", "knowing", "expected"),
    [
        ("a verdict stands", cell("graded"), {}, SKIP),
        ("an answer", cell("solution"), {}, RUN),
        ("what hung, or ended the process", cell("own"), {"spoiled": {0}}, DEFINE),
        ("training that came to its end", cell("shown", changed=False), {"rerun": True}, DEFINE),
        ("training that was never run", cell("shown", changed=False), {}, SKIP),
    ],
)
def test_one_cell_once_more_in_a_new_process(what, one, knowing, expected):
    assert replay([one], 0, **knowing) is expected, what


@pytest.mark.parametrize(
    ("above", "blank", "expected"),
    [
        ("def f(): return 1", "def f(): raise NotImplementedError", SKIP),
        ("f = 1", "def f(): raise NotImplementedError", RUN),
        ("def g(): return 1", "def f(): raise NotImplementedError", RUN),
        ("def f(): return 1", "def f(): ...\ndef g(): ...", RUN),
        ("def f(): return 1", "# nothing is defined here", RUN),
    ],
)
def test_a_blank_cell_does_not_undo_what_was_written_further_up(above, blank, expected):
    cells = [cell("own", source=above), cell("solution", changed=False, source=blank)]
    assert decide(cells, 1).action is expected
    # Whatever stands in it is the student's answer once it was changed; and what stands below undoes nothing.
    assert decide([cells[0], cell("solution", source=blank)], 1).action is RUN
    assert decide(cells[::-1], 0).action is RUN
