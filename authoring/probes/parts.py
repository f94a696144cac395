"""What the probes of several sheets are put together from."""

from sheet_utils.checks.exercise import Exercise


def exercise(name, function, results, probes) -> Exercise:
    """An exercise with one function under test, without its answers.

    Args:
        name: of the exercise.
        function: the name of the function under test.
        results: the list of `Result`.
        probes: the list of `Probe`.

    Returns:
        The `Exercise`.
    """
    return Exercise(name, [function], results, probes)


def label(**sizes) -> str:
    """What a probe is called by its sizes.

    Args:
        **sizes: the sizes by their names.

    Returns:
        A text such as "k = 3, T = 2".
    """
    return ", ".join(f"{name} = {value}" for name, value in sizes.items())
