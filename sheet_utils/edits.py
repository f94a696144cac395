"""Which functions of a notebook are older than their cell: a cell with a syntax error leaves the version before it."""

import re
import sys

#: Functions whose newest cell could not be compiled.
_older = set()


def is_older(name: str) -> bool:
    """Whether the function of that name is from before the student's last edit.

    Args:
        name: of a function of the notebook.

    Returns:
        True where the cell that defines it was run last with a syntax error.
    """
    return name in _older


def _after_cell(result):
    names = set(re.findall(r"^(?:async )?def (\w+)", result.info.raw_cell or "", re.M))
    if isinstance(result.error_before_exec, SyntaxError):
        _older.update(names)
    elif result.error_before_exec is None:
        _older.difference_update(names)


def install() -> None:
    """Watch the cells of this notebook, if this is one."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        shell.events.register("post_run_cell", _after_cell)
