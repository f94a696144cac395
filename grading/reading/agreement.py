"""How far two markers agree who have read the same answers without knowing of each other's points."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """What came of a second marking.

    Attributes:
        count: answers with two marks.
        equal: the share with the same points.
        difference: the mean of the absolute differences, in points.
        kappa: Cohen's kappa with squared weights: 1 where all marks are equal, 0 where they are no closer than marks
            that were handed out by chance; None where every mark is the same, so that chance would agree as well.
    """

    count: int
    equal: float
    difference: float
    kappa: float | None


def of_pairs(pairs: list[tuple[float, float]]) -> Agreement | None:
    """The agreement of pairs of marks.

    Args:
        pairs: (first marker's points, second marker's points) of each answer.

    Returns:
        The `Agreement`, or None without a pair. Kappa is 1 - observed/expected, where observed is the mean square of
        the differences, and expected the same over all pairs of a first with a second mark (J. Cohen, Psychological
        Bulletin 70, 213, 1968).
    """
    if not pairs:
        return None
    differences = [abs(first - second) for first, second in pairs]
    observed = statistics.fmean(difference**2 for difference in differences)
    expected = statistics.fmean((first - second) ** 2 for first, _ in pairs for _, second in pairs)
    kappa = 1 - observed / expected if expected else None
    return Agreement(len(pairs), differences.count(0) / len(pairs), statistics.fmean(differences), kappa)
