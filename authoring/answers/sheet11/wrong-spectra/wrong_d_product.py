"""Blames the product of routine d."""

MISCONCEPTION = "d-product"
DESCRIPTION = "you blame the product of routine d, which is right."
HINT = "How many steps are there, and after which of them does routine d decompose?"
LOSES = ["faults-test"]


def faulty_lines():
    return 4, 2, 6, 4
