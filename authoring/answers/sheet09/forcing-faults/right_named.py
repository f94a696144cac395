"""Names for the four."""


def faulty_lines():
    inverse, kept_part, replaced, step_first = 2, 6, 5, 4
    return inverse, kept_part, replaced, step_first
