"""The probes of sheet 09: small matrices, maps and series on which every named mistake does something else."""

PRELUDE = """
import numpy as np
"""

NOTEBOOKS = {}


def exercises(hidden):
    """The exercises without their answers, as `checks.pack_exercise` describes them.

    Args:
        hidden: whether the probes are the tutor's or the students'.
    """
    return []


def pictures():
    """No pictures are stored: the notebooks draw the course's own result beside the student's."""
    return {}
