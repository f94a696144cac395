"""The probes of sheet 11: small networks, Jacobians and spectra on which every named mistake does something else.

Weights have few digits and no two of them are alike, so that a gate or a unit taken for another one shows.
"""

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
