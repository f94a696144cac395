"""What was found on an exercise's probes, compared with its fingerprints: not started, not yet (and why), right."""

import re
from dataclasses import dataclass, replace

import numpy as np

from sheet_utils import variant
from sheet_utils.checks.exercise import Exercise, KnownAnswer, Outcome, Probe

# A value agrees when it is off by less than RTOL of its own size plus RTOL of the largest entry beside it. Right
# answers in float32 and float64, on one thread and two, are off by 9.2e-7 at most on the probes in use (448 runs, none
# fails); on 39 other draws of the probes 36 of 17 472 runs are off by more than RTOL, all of them on draws that lie at
# a kink or cancel. Two mistakes are 2.1e-3 apart at least. `authoring.fingerprints --tolerance --draws 40` measures it.
RTOL = 1e-4

NOT_STARTED, NOT_YET, RIGHT = "not started", "not yet", "right"

# Mistakes of any exercise, which need no fingerprint: right values that come with something else.
OVERWRITES, GRADIENT = "changes-arguments", "wrong-gradient"
GENERAL = {
    OVERWRITES: KnownAnswer(
        id=OVERWRITES,
        line="the result is right, but the function overwrites its argument.",
        hint="Whoever calls it goes on with the changed values. On what could you work instead?",
        outcomes=[],
    ),
    GRADIENT: KnownAnswer(
        id=GRADIENT,
        line="the result is right, but the gradient does not pass through every step that made it.",
        hint="What takes a value out of the graph, or builds a new tensor out of plain numbers?",
        outcomes=[],
    ),
}


@dataclass(frozen=True, repr=False)
class Diagnosis:
    """What a check found.

    Attributes:
        state: "not started", "not yet" or "right".
        text: what the student reads.
        misconception: the id of the mistake if it was recognised, else None.
        line, hint: what is said about that mistake; they stand in the text, too.
    """

    state: str
    text: str
    misconception: str | None = None
    line: str = ""
    hint: str = ""

    @property
    def right(self) -> bool:
        """Whether the work is right."""
        return self.state == RIGHT

    def __repr__(self):
        return f"<{self.state}>"

    def _ipython_display_(self):
        """A cell that ends with a check shows the check's text, and nothing after it."""


def deviation(value, expected, each=False) -> np.ndarray:
    """By how much two arrays of one shape differ, entry by entry, as a multiple of what is expected there.

    Args:
        value, expected: float64 arrays.
        each: measure by the entry's own size alone, not by the largest entry too; for values of many magnitudes.

    Returns:
        An array of the same shape as value; 0 where both are the same infinity or both NaN, inf where only one is
        finite.
    """
    finite = np.isfinite(value) & np.isfinite(expected)
    all_finite = finite.all()
    size = np.abs(expected)
    largest = size.max(initial=0.0) if all_finite else size[np.isfinite(expected)].max(initial=0.0)
    with np.errstate(all="ignore"):
        if not each:
            size = size + largest
        off = np.abs(value - expected) / np.where(size > 0, size, 1.0)
    if all_finite:
        return off
    same = (value == expected) | (np.isnan(value) & np.isnan(expected))
    return np.where(same, 0.0, np.where(finite, off, np.inf))


def outcome_deviation(outcome, stored, results, ignored=(), gradients=True) -> float:
    """How far an outcome is from a stored one.

    Args:
        outcome: an `Outcome`.
        stored: the one of a `KnownAnswer`.
        results: the exercise's list of `Result`.
        ignored: indices of results that do not count.
        gradients: whether gradients count.

    Returns:
        The largest deviation; inf where shapes, errors or the names of gradients do not match.
    """
    return max(_deviations(outcome, stored, results, ignored, gradients), default=0.0)


def within(tolerance, outcome, stored, results, ignored=(), gradients=True) -> bool:
    """Whether an outcome is as near to a stored one as that; the first array that is not decides.

    Args:
        tolerance: the largest deviation that is allowed.
        outcome, stored, results, ignored, gradients: as in `outcome_deviation`.
    """
    return all(off <= tolerance for off in _deviations(outcome, stored, results, ignored, gradients))


def _deviations(outcome, stored, results, ignored, gradients):
    """The deviation of every result, and then of every gradient; inf where something does not match."""
    raised, wanted = outcome.raised, stored.raised
    if (raised and raised["type"]) != (wanted and wanted["type"]):
        yield np.inf
        return
    values, expected = outcome.values, stored.values
    if values is None or expected is None:
        yield 0.0 if values is expected else np.inf
        return
    pairs = list(zip(_aligned(values, expected), expected, results, strict=True))
    pairs = [pair for k, pair in enumerate(pairs) if k not in ignored]
    if any(a.shape != b.shape for a, b, _ in pairs):
        yield np.inf
        return
    for ours, theirs, result in pairs:
        yield deviation(ours, theirs, each=result.each).max(initial=0.0)
    if gradients and (outcome.grads is not None or stored.grads is not None):
        if outcome.grads is None or stored.grads is None or outcome.grads.keys() != stored.grads.keys():
            yield np.inf
            return
        for name, gradient in stored.grads.items():
            yield deviation(outcome.grads[name], gradient).max(initial=0.0)


def _aligned(values, expected):
    """Values of one entry in the shape of a number, where a number is expected."""
    pairs = zip(values, expected, strict=True)
    return [a.reshape(()) if b.ndim == 0 and a.size == 1 else a for a, b in pairs]


def agrees(exercise: Exercise, k: int, outcome: Outcome, entry: KnownAnswer, gradients: bool = True) -> bool:
    """Whether an outcome on the k-th probe is that of one of the exercise's answers.

    Args:
        exercise: whose probe it is.
        k: the number of the probe.
        outcome: what the student's function did.
        entry: one of the exercise's answers.
        gradients: whether gradients count.

    Returns:
        True where the largest deviation is at most RTOL.
    """
    ignored = exercise.probes[k].ignored
    stored = entry.outcomes[k]
    if entry.id != RIGHT:
        outcome, stored = same_on_all_processors(outcome), same_on_all_processors(stored)
    return within(RTOL, outcome, stored, exercise.results, ignored, gradients)


def same_on_all_processors(outcome: Outcome) -> Outcome:
    """An outcome without what tells one processor from another, see `overflow_as_inf`.

    Args:
        outcome: from a student's function, or a stored one.

    Returns:
        The outcome with other values.
    """
    values = outcome.values
    if values is None or all(np.isfinite(array).all() for array in values):
        return outcome
    return replace(outcome, values=[overflow_as_inf(array) for array in values])


def overflow_as_inf(array) -> np.ndarray:
    """The array with inf for every entry that is not finite and comes right after a finite one.

    A matrix product that overflows holds inf or NaN, depending on the order in which a processor adds. What follows
    is the same everywhere again. The right answer is no matter of order, and is compared as it is.

    Args:
        array: float64, of any shape.

    Returns:
        An array of the same shape.
    """
    flat = np.array(array, dtype=np.float64).ravel()
    finite = np.isfinite(flat)
    flat[1:][finite[:-1] & ~finite[1:]] = np.inf
    return flat.reshape(np.shape(array))


def diagnose(exercise: Exercise, call) -> Diagnosis:
    """Compare a function with an exercise's fingerprints.

    Args:
        exercise: an `Exercise`.
        call: takes a `Probe` and returns an `Outcome`; the function may run here or in a judge's process.

    Returns:
        The `Diagnosis`.
    """
    call = _in_the_usual_order(exercise, call)
    # Probes with canned functions ask whether this function is right whatever the others do. Those without ask
    # whether all of the student's work is right together: someone who solves it all in one place is right, too.
    ways = [
        numbers
        for canned in (True, False)
        if (numbers := [k for k, probe in enumerate(exercise.probes) if bool(probe.given) == canned])
    ]
    answers = exercise.answers
    rights = [entry for entry in answers if entry.id == RIGHT]
    outcomes = {}

    def is_right(k, gradients=True):
        return any(agrees(exercise, k, outcomes[k], entry, gradients) for entry in rights)

    for way in ways:
        outcomes.update((k, call(exercise.probes[k])) for k in way)
        if any(is_blank(outcomes[k]) for k in way):
            return _not_started(exercise, next(outcomes[k] for k in way if is_blank(outcomes[k])))
        if all(is_right(k) for k in way):
            changed = _unless_changed(exercise, [outcomes[k] for k in way])
            return _unless_another_number(exercise, call) if changed.right else changed
    # A function that never called the canned one is judged on the work as it stands.
    way = next((way for way in ways if any(outcomes[k].used for k in way)), ways[-1])
    wrong = next(k for k in way if not is_right(k))
    probe, outcome = exercise.probes[wrong], outcomes[wrong]
    lines = [f"{exercise.exercise}: not yet. With {probe.label}:"]
    lines += _difference(exercise, outcome, rights[0].outcomes[wrong], probe)
    values_right = [way for way in ways if all(is_right(k, gradients=False) for k in way)]
    entry = _recognised(exercise, outcomes, ways, values_right)
    if entry is None and way in values_right and outcome.grads is not None:
        entry = GENERAL[GRADIENT]
    if entry is not None:
        return _named(lines, entry)
    secret = any(result.secret for result in exercise.results)
    if outcome.raised is None and outcome.values is not None and not secret:
        lines.append("We do not recognise the mistake. Follow one such place through your code by hand.")
    return Diagnosis(NOT_YET, "\n".join(lines))


def _in_the_usual_order(exercise, call):
    """A variant asks for the numbers of an answer in an order of its own; fingerprints are in the usual one."""
    if not all(result.secret for result in exercise.results):
        return call

    def asked(probe):
        outcome = call(probe)
        if outcome.values is None or len(outcome.values) != len(exercise.results):
            return outcome
        return replace(outcome, values=variant.restored(exercise.exercise, outcome.values))

    return asked


def _unless_another_number(exercise, call):
    """Right, but where a variant asks for a number of the student's own and the function holds another one."""
    name = exercise.exercise
    for args, results in variant.calls(name):
        names = [f"argument {k + 1}" for k in range(len(args))]
        outcome = call(Probe("a number of your own", names, args, len(exercise.results)))
        values = None if outcome.values is None else np.concatenate([value.ravel() for value in outcome.values])
        if values is None or not variant.same_numbers(values, results):
            text = f"not yet. Everything is right except for one number: the {variant.HELD[name].name} is not yours."
            return Diagnosis(NOT_YET, f"{name}: {text}")
    return Diagnosis(RIGHT, f"{name}: right.")


def _named(lines, entry):
    """The verdict on a known mistake."""
    lines = [*lines, f"Likely cause: {entry.line}", f"Hint: {entry.hint}"]
    return Diagnosis(NOT_YET, "\n".join(lines), entry.id, entry.line, entry.hint)


def _recognised(exercise, outcomes, ways, values_right):
    """The entry of the one named mistake whose fingerprint this is, or None."""
    mistakes = [entry for entry in exercise.answers if entry.id != RIGHT]
    # First with gradients; then without, since a known mistake may come with a cut gradient on top.
    for gradients in (True, False):
        for way in ways:
            if not gradients and way in values_right:
                continue
            matching = {
                entry.id: entry
                for entry in mistakes
                if all(agrees(exercise, k, outcomes[k], entry, gradients) for k in way)
                # An error alone is no signature: many mistakes end in the same one.
                and any(outcomes[k].values is not None for k in way)
            }
            if len(matching) == 1:
                return next(iter(matching.values()))
    return None


def is_blank(outcome: Outcome) -> bool:
    """Whether the function is not written yet.

    Args:
        outcome: what it did.

    Returns:
        True where it is `raise NotImplementedError` that came.
    """
    return outcome.blank is not None


def _not_started(exercise, outcome):
    name = exercise.functions[0]
    if outcome.blank:
        text = f"not started: take the `raise` line out of {name}, there is other code beside it."
    else:
        text = f"not started. Write {name} in the cell above, run that cell, then run this one again."
    return Diagnosis(NOT_STARTED, f"{exercise.exercise}: {text}")


def _unless_changed(exercise, outcomes):
    changed = sorted({name for outcome in outcomes for name in outcome.changed})
    if not changed:
        return Diagnosis(RIGHT, f"{exercise.exercise}: right.")
    what = "is not what it was before" if len(changed) == 1 else "are not what they were before"
    lines = [f"{exercise.exercise}: not yet. After the call, {_listed(changed)} {what}."]
    return _named(lines, GENERAL[OVERWRITES])


def _listed(names):
    """Names as one writes a list: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _of_shape(name, array):
    """`ranks have shape (5, 1)`: what a result is, whatever article and number its name has."""
    name = re.sub(r"^(the|an?) ", "", name)
    has, is_ = ("have", "are") if name.endswith("s") and not name.endswith("ss") else ("has", "is")
    return f"{name} {has} shape {array.shape}" if array.ndim else f"{name} {is_} one number"


def _shape(array):
    """A shape as it stands behind `expected`; the empty one in words."""
    return str(array.shape) if array.ndim else "one number"


def _difference(exercise, outcome, right, probe):
    """Lines that say what is wrong in one outcome: the first thing that differs, yours beside expected."""
    name = exercise.functions[probe.function]
    results = exercise.results
    raised = outcome.raised
    if raised is not None:
        what = f"  {name} stopped with {raised['text']}"
        if outcome.values is not None:
            what = f"  {name} returned, but its gradient stopped with {raised['text']}"
        where = f"  in line {raised['line']} of it: {raised['source']}" if raised["source"] else ""
        return [what, where] if where else [what]
    expected = _listed([f"{result.name} {result.shape}".strip() for result in results])
    if outcome.values is None:
        if outcome.returned == "nothing":
            return [f"  {name} returns nothing. Does it end with `return`? Expected: {expected}."]
        return [f"  {name} returns {outcome.returned}. Expected: {expected}."]
    leaves = list(zip(results, _aligned(outcome.values, right.values), right.values, strict=True))
    leaves = [leaf for k, leaf in enumerate(leaves) if k not in probe.ignored]
    for result, yours, wanted in leaves:
        if yours.shape != wanted.shape:
            meaning = f", that is {result.shape}" if result.axes and result.shape else ""
            return [f"  your {_of_shape(result.name, yours)}, expected {_shape(wanted)}{meaning}."]
    for result, yours, wanted in leaves:
        off = deviation(yours, wanted, each=result.each) > RTOL
        if off.any() and result.secret:
            return ["  at least one of your answers is not right."]
        if off.any():
            return [f"  {_first(result.name, result.axes, yours, wanted, off, each=result.each)}"]
    return _gradient_difference(outcome, right)


def _gradient_difference(outcome, right):
    if outcome.grads is None or right.grads is None:
        return ["  the values are right."]
    lines = ["  the values are right, the gradient is not:"]
    if not any(grad.any() for grad in outcome.grads.values()):
        return [*lines, "  none reaches the parameters (zero for each of them)."]
    for name, wanted in right.grads.items():
        yours = outcome.grads[name]
        off = deviation(yours, wanted) > RTOL
        if off.any():
            return [*lines, f"  {_first('d/d' + name, ['{}'] * wanted.ndim, yours, wanted, off)}"]
    return lines


def _first(name, axes, yours, wanted, off, each=False):
    """`Z[t=3, b=0, unit 2]: yours 0.41, expected -0.11`, for the first entry that is off."""
    index = np.unravel_index(int(np.argmax(off)), off.shape)
    label = ", ".join(axis.format(i) for axis, i in zip(axes, index, strict=True))
    # Beside entries of size one, 1e-9 is rounding; where each entry is measured by its own size, it is a number.
    largest = 0.0 if each else np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0)
    a, b = (0.0 if abs(number) < 1e-6 * largest else number for number in (float(yours[index]), float(wanted[index])))
    a, b = a + 0.0, b + 0.0  # minus zero reads as zero
    digits = next((n for n in (4, 6) if f"{a:.{n}g}" != f"{b:.{n}g}"), 9)
    return f"{name}{f'[{label}]' if label else ''}: yours {a:.{digits}g}, expected {b:.{digits}g}"
