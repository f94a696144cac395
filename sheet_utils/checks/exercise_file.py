"""The file of an exercise: its probes, and what the right answer and every named mistake return on them."""

import numpy as np

from sheet_utils import wire
from sheet_utils.checks.exercise import Exercise, KnownAnswer, Outcome, Probe, Result


def pack(exercise: Exercise) -> bytes:
    """Turn an exercise into the bytes of its file.

    Args:
        exercise: an `Exercise` with its answers.

    Returns:
        The file's bytes. The answers' numbers are stored in float32 wherever all of them fit into it.
    """
    answers = []
    for entry in exercise.answers:
        layout, numbers = [], []
        for outcome in entry.outcomes:
            values, grads = outcome.values, outcome.grads
            layout.append(
                {
                    "shapes": None if values is None else [list(array.shape) for array in values],
                    "grads": None if grads is None else {name: list(array.shape) for name, array in grads.items()},
                    "raised": None if outcome.raised is None else outcome.raised["type"],
                }
            )
            numbers += [array.ravel() for array in (*(values or []), *(grads or {}).values())]
        texts = {"id": entry.id, "line": entry.line, "hint": entry.hint}
        # One array per answer: an array of its own for every output would make the file ten times as long.
        joined = np.concatenate([np.zeros(0), *numbers])
        sizes, single = np.abs(joined[np.isfinite(joined) & (joined != 0)]), np.finfo(np.float32)
        fits = not np.any((sizes > single.max) | (sizes < single.tiny))
        answers.append({**texts, "layout": layout, "numbers": joined.astype(np.float32) if fits else joined})
    return wire.pack({**_asked(exercise), "answers": answers})


def unpack(data: bytes) -> Exercise:
    """The inverse of `pack`.

    Args:
        data: the bytes of an exercise file.

    Returns:
        The `Exercise`; the numbers of its answers are in float64.

    Raises:
        WireError: the bytes are no packed value.
    """
    tree = wire.unpack(data)
    return Exercise(
        exercise=tree["exercise"],
        functions=tree["functions"],
        results=[Result(**result) for result in tree["results"]],
        probes=[Probe(**probe) for probe in tree["probes"]],
        answers=[_answer(entry) for entry in tree["answers"]],
    )


def same_question(one: Exercise, other: Exercise) -> bool:
    """Whether two exercises ask the same, whatever is known of their answers.

    Args:
        one, other: the `Exercise`s to compare.
    """
    return wire.pack(_asked(one)) == wire.pack(_asked(other))


def _asked(exercise):
    """All but the answers, as plain data."""
    results, probes = ([dict(vars(part)) for part in parts] for parts in (exercise.results, exercise.probes))
    return {"exercise": exercise.exercise, "functions": exercise.functions, "results": results, "probes": probes}


def _answer(entry):
    numbers, at = entry["numbers"].astype(np.float64), 0

    def array(shape):
        nonlocal at
        start, at = at, at + int(np.prod(shape))
        return numbers[start:at].reshape(shape)

    outcomes = []
    for layout in entry["layout"]:
        outcome = Outcome(raised=layout["raised"] and {"type": layout["raised"]})
        if layout["shapes"] is not None:
            outcome.values = [array(shape) for shape in layout["shapes"]]
        if layout["grads"] is not None:
            outcome.grads = {name: array(shape) for name, shape in layout["grads"].items()}
        outcomes.append(outcome)
    return KnownAnswer(entry["id"], entry["line"], entry["hint"], outcomes)
