"""The parts of an exercise: what a function is asked, and what right answers and known mistakes return."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Result:
    """One result of the functions of an exercise.

    Attributes:
        name: as students read it, such as "Z".
        shape: in words, such as "(T, B, M)"; "" for a number.
        axes: one format per axis, such as "t={}".
        each: whether entries are compared each by its own size, for values of many magnitudes.
        secret: whether it is an answer that a check must not print beside the student's.
    """

    name: str
    shape: str = ""
    axes: list = field(default_factory=list)
    each: bool = False
    secret: bool = False


@dataclass(frozen=True)
class Probe:
    """Small arguments on which a function of an exercise is tried.

    Attributes:
        label: as students read it, such as "k = 3, T = 2".
        names, args: the arguments, by name and by value.
        results: the number of results that the function returns.
        function: which of the exercise's functions is called.
        given: the arguments of a `Canned` for each function that is put in the place of a student's, or None.
        gradient: whether the gradient is compared as well.
        cotangent: as in `value_and_grads`.
        ignored: positions of results that do not count.
        both: whether the outcome depends on the number format, so that float32 and float64 are both right.
    """

    label: str
    names: list
    args: tuple
    results: int = 1
    function: int = 0
    given: dict | None = None
    gradient: bool = False
    cotangent: object = None
    ignored: list = field(default_factory=list)
    both: bool = False


@dataclass
class Outcome:
    """What a function did on one probe, as plain data: a judge's worker can send it home.

    Attributes:
        values: the results as float64 arrays, or None where what came is no number.
        returned: what came, in words.
        grads: gradients by name, or None where none was asked for or could be taken.
        raised: None, or a dict of type, text, line and source, of an error in the function or its gradient.
        blank: None, or whether the function holds other code beside its `raise NotImplementedError`.
        changed: names of arguments that were overwritten.
        used: names of the canned functions that were called.
    """

    values: list | None = None
    returned: str = ""
    grads: dict | None = None
    raised: dict | None = None
    blank: bool | None = None
    changed: list = field(default_factory=list)
    used: list = field(default_factory=list)


@dataclass
class KnownAnswer:
    """The fingerprint of the right answer, or of a mistake.

    Attributes:
        id: "right", or the mistake's name.
        line, hint: what a student is told about the mistake.
        outcomes: one `Outcome` per probe, of which values, grads and the type of an error are stored.
    """

    id: str
    line: str
    hint: str
    outcomes: list


@dataclass
class Exercise:
    """What is known of one exercise.

    Attributes:
        exercise: its id.
        functions: names of the functions under test.
        results: one `Result` per result.
        probes: the list of `Probe`.
        answers: the list of `KnownAnswer`, the right one first; empty while an author has not made it.
    """

    exercise: str
    functions: list
    results: list
    probes: list
    answers: list = field(default_factory=list)
