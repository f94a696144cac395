"""What is done with each cell of a notebook. Pure: it knows neither a process nor a clock.

The cells are taken in order, and `decide` is asked about each with what is known by then. Where a process is lost,
`replay` says what brings the next one to the same place. `tests/test_cell_policy.py` holds the rules as a table.
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sheet_utils.submission import Cell, defined_names


class Action(enum.Enum):
    """What is done with a cell."""

    SKIP = "it is not touched"
    DEFINE = "only what it defines is run, each definition by itself"
    RUN = "it is run"
    JUDGE = "its hidden tests are run against the student's process"


@dataclass(frozen=True)
class CellPolicy:
    """What is done with one cell.

    Attributes:
        action: what is done.
        late: whether the notebook's time is why nothing better is done; the record says so.
    """

    action: Action
    late: bool = False


def decide(
    cells: Sequence[Cell],
    position: int,
    *,
    spoiled: Collection[int] = (),
    left: float = float("inf"),
    reserve: float = 0.0,
    rerun: bool = False,
    asked: Collection[str] | None = None,
) -> CellPolicy:
    """What is done with one cell when its turn comes.

    Args:
        cells: all cells of the repaired notebook, in order.
        position: of the cell in question.
        spoiled: positions of cells that did not come to their end before.
        left: seconds that are left of the notebook's time.
        reserve: seconds of these that are kept for the answers, and that this cell may not use.
        rerun: whether cells that train or draw are run as well.
        asked: ids of the graded cells that are to be judged; None for all.

    Returns:
        The `CellPolicy`.
    """
    cell = cells[position]
    if cell.type != "code":
        return CellPolicy(Action.SKIP)
    if cell.kind == "graded":
        if asked is not None and cell.id not in asked:
            return CellPolicy(Action.SKIP)
        return CellPolicy(Action.JUDGE if left > 0 else Action.SKIP, late=left <= 0)
    if _is_left_out(cells, position, rerun):
        return CellPolicy(Action.SKIP)
    # Training and pictures are the student's own affair, and what hung or ended its process would do so again.
    only_defines = cell.kind == "shown" and not rerun or position in spoiled
    late = left <= reserve and not only_defines
    if left <= 0:
        return CellPolicy(Action.SKIP, late)
    return CellPolicy(Action.DEFINE if only_defines or late else Action.RUN, late)


def replay(cells: Sequence[Cell], position: int, *, spoiled: Collection[int] = (), rerun: bool = False) -> Action:
    """What is done with an earlier cell when a new process takes the place of one that was lost.

    Args:
        cells, position, spoiled, rerun: as in `decide`.

    Returns:
        The `Action`; never `JUDGE`, since a verdict stands.
    """
    action = decide(cells, position, spoiled=spoiled, rerun=rerun).action
    if action is Action.JUDGE:
        return Action.SKIP
    # A training that came to its end once need not do so twice.
    return Action.DEFINE if action is Action.RUN and cells[position].kind == "shown" else action


def _is_left_out(cells, position, rerun):
    """Whether a cell is passed over: one that was never filled in does not undo what was written further up."""
    cell = cells[position]
    if cell.changed or cell.kind != "solution":
        return cell.kind == "shown" and not cell.changed and not rerun
    above = (other for other in cells[:position] if other.type == "code" and other.kind == "own")
    wanted = set(defined_names(cell.source))
    return bool(wanted) and wanted <= {name for other in above for name in defined_names(other.source)}
