"""The chance of a cycle that proves chaos, counted and by importance sampling, and how it falls with the variance.

    python -m benchmarks.rare_cycles

Prints the tables of README.md from period_three.csv and rare_cycles.csv, which data/make_period_three.py and
data/make_rare_cycles.py make. The slope between two variances is the change of ln p over the change of 1 / sigma2. For
large k and small sigma2 it tends to minus the cost of the cheapest map; the last columns have what is expected at width
k, from the costs at that width and variance alone, without the factor that varies slowly.
"""

import numpy as np

from sheet_utils.datasets import load_rows
from sheet_utils.rare_cycles import wilson_interval


def counted(k, sigma2, period) -> str:
    """What counting gives, with a 95 % interval, as a text for the table.

    Args:
        k, sigma2, period: a row of period_three.csv.

    Returns:
        The text; "" where nothing was counted.
    """
    for row in load_rows("period_three.csv"):
        if (row["k"], row["sigma2"], row["period"]) == (k, sigma2, period):
            low, high = wilson_interval(row["hits"], row["nets"])
            if row["hits"] == 0:
                return f"0 of {row['nets']} (below {high:.1e})"
            return f"{row['hits']} ({row['hits'] / row['nets']:.2e}, {low:.1e} to {high:.1e})"
    return ""


def table(rows) -> list[str]:
    """One line for every row of rare_cycles.csv of one width and period, with the slopes between them.

    Args:
        rows: the rows, by increasing sigma2.

    Returns:
        The lines, in Markdown.
    """
    lines = []
    for row, other in zip(rows, [*rows[1:], None], strict=True):
        slope = expected = ""
        if other is not None:
            distance = 1 / row["sigma2"] - 1 / other["sigma2"]
            error = np.hypot(row["error"] / row["chance"], other["error"] / other["chance"]) / distance
            slope = f"{np.log(row['chance'] / other['chance']) / distance:.1f} ± {error:.1f}"
            expected = f"{(other['cost_k'] / other['sigma2'] - row['cost_k'] / row['sigma2']) / distance:.1f}"
        direct = counted(row["k"], row["sigma2"], row["period"])
        estimate = f"{row['chance']:.2e} ± {row['error']:.0e}"
        cells = [row["k"], row["sigma2"], direct, estimate, row["effective"], slope, expected, f"{-row['cost']:.2f}"]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def main():
    """Print one table for every period."""
    rare = load_rows("rare_cycles.csv")
    for period in sorted({row["period"] for row in rare}):
        print(f"\nperiod {period}\n")
        print("| k | σ² | counted, of 32 000 | importance sampling | effective | slope | at width k | limit |")
        print("|---:|---:|---|---|---:|---:|---:|---:|")
        for k in sorted({row["k"] for row in rare if row["period"] == period}):
            print("\n".join(table([row for row in rare if (row["k"], row["period"]) == (k, period)])))


if __name__ == "__main__":
    main()
