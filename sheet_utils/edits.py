"""Which functions of a notebook are older than their cell: a cell with a syntax error leaves the version before it."""

import re

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


def install(shell) -> None:
    """Watch the cells of a notebook.

    Args:
        shell: of IPython, in which they run.
    """
    shell.events.register("post_run_cell", _after_cell)
