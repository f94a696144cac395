"""The judge: a student's cells run in a process of their own, the hidden tests in one of ours.

`notebook` takes the cells in order, `cell_policy` says what is done with each, `session` keeps the student's process
and `budget` its time. `graded_cell` runs hidden tests against `stand_ins` for the student's functions, `hints` names
known mistakes, `flags` points out to the tutor what an answer has no need of.
"""

from grading.judge.notebook import judge
from grading.judge.stand_ins import StandIn, StudentRaised
from sheet_utils.submission.definitions import definitions

__all__ = ["StandIn", "StudentRaised", "definitions", "judge"]
