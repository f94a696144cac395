"""The file of an exercise: its probes, and what the right answer and every named mistake return on them."""

import numpy as np

from sheet_utils import wire


def pack(exercise):
    """Turn an exercise into the bytes of its file.

    Args:
        exercise: a dict of
            exercise: the id; functions: names of the functions under test;
            results: one dict per result, with name, shape (such as "(T, B, M)"), axes (one format per axis, such as
                "t={}") and each (whether entries are compared each by its own size);
            probes: dicts of label, function (an index), names and args, given (a dict of canned functions, or None),
                gradient, cotangent, results (their number), ignored (indices of results that do not count);
            answers: dicts of id ("right" or a mistake's), line, hint, outcomes (one per probe).
    """
    answers = []
    for entry in exercise["answers"]:
        layout, numbers = [], []
        for outcome in entry["outcomes"]:
            values, grads = outcome["values"], outcome["grads"]
            layout.append(
                {
                    "shapes": None if values is None else [list(array.shape) for array in values],
                    "grads": None if grads is None else {name: list(array.shape) for name, array in grads.items()},
                    "raised": None if outcome["raised"] is None else outcome["raised"]["type"],
                }
            )
            numbers += [array.ravel() for array in (values or [])]
            numbers += [array.ravel() for array in (grads or {}).values()]
        kept = {key: entry[key] for key in ("id", "line", "hint")}
        # One array per answer: an array of its own for every output would make the file ten times as long.
        joined = np.concatenate([np.zeros(0), *numbers])
        sizes, single = np.abs(joined[np.isfinite(joined) & (joined != 0)]), np.finfo(np.float32)
        fits = not np.any((sizes > single.max) | (sizes < single.tiny))
        answers.append({**kept, "layout": layout, "numbers": joined.astype(np.float32) if fits else joined})
    return wire.pack({**exercise, "answers": answers})


def unpack(data):
    """The inverse of `pack`."""
    exercise = wire.unpack(data)
    for entry in exercise["answers"]:
        numbers, at = entry.pop("numbers").astype(np.float64), 0
        entry["outcomes"] = []
        for layout in entry.pop("layout"):
            outcome = {"values": None, "grads": None, "raised": layout["raised"] and {"type": layout["raised"]}}
            if layout["shapes"] is not None:
                outcome["values"] = []
                for shape in layout["shapes"]:
                    size = int(np.prod(shape))
                    outcome["values"].append(numbers[at : at + size].reshape(shape))
                    at += size
            if layout["grads"] is not None:
                outcome["grads"] = {}
                for name, shape in layout["grads"].items():
                    size = int(np.prod(shape))
                    outcome["grads"][name] = numbers[at : at + size].reshape(shape)
                    at += size
            entry["outcomes"].append(outcome)
    return exercise
