"""Pictures of networks of several units: an attractor and a pair on it, a raster of all units, shares over the size.

Every function returns (axes, alt): the Axes and the alternative text, as `show` takes them.
"""

import numpy as np

from sheet_utils.plots.frame import DATA, MARK, MODEL, REFERENCE, YOURS, Axes, as_array, new_figure, numbers_or_none
from sheet_utils.rare_cycles import wilson_interval

#: Colour, marker and line style by initialisation.
STYLES = ((DATA, "o", "-"), (MODEL, "s", "--"))


def attractor_and_pair(orbit, distance, lam=None, guess=None, far=0.1) -> tuple[list[Axes], str]:
    """Two entries of an orbit against each other, and the distance of a pair of neighbours over time.

    Args:
        orbit: (T, 2), the two entries.
        distance: (T',), of the pair.
        lam: an exponent in nats per step, drawn as a dashed line from the first distance on; or None.
        guess: the step at which the student expects the distance to exceed `far`; or None.
        far: a distance that can be seen.

    Returns:
        (list of two Axes, alternative text).
    """
    orbit, distance = as_array(orbit), as_array(distance)
    _, axes = new_figure(1, 2, width=9.5, height=3.6, width_ratios=(1, 1.6))
    axes[0].plot(*orbit.T, ",", color=DATA)
    axes[0].set(xlabel="$h_1$", ylabel="$h_2$", title="the attractor")
    steps = np.flatnonzero(distance > 0)
    axes[1].semilogy(steps, distance[steps], color=MODEL, linewidth=1.2, label="distance of the pair")
    axes[1].axhline(far, color=MARK, linewidth=1)
    if lam is not None and np.isfinite(lam):
        line = distance[0] * np.exp(lam * np.arange(len(distance)))
        axes[1].semilogy(np.where(line < 3, line, np.nan), "--", color=REFERENCE, label=f"growth at λ = {lam:.2f}")
    if guess is not None:
        axes[1].axvline(guess, color=YOURS, linestyle=":", label="your guess")
    axes[1].set(xlabel="step $t$", ylabel="distance", ylim=(distance[0] / 30, 3))
    axes[1].legend(fontsize="small", loc="lower right")
    beyond = np.flatnonzero(distance > far)
    first = beyond[0] if len(beyond) else None
    when = "never" if first is None else f"first at step {first}"
    return list(axes), (
        "Left, an attractor of thin folded curves. Right, the distance of two neighbours on a log scale: it grows "
        f"along a straight line on average and exceeds {far} {when}; from then on it goes up and down."
    )


def raster(orbits) -> tuple[np.ndarray, str]:
    """All units of networks over time, one row of colour for each unit.

    Args:
        orbits: dict of a title to (T, N), values between -1 and 1.

    Returns:
        (one Axes for each orbit, alternative text).
    """
    _, axes = new_figure(len(orbits), 1, height=0.5 + 2.1 * len(orbits), sharex=True, squeeze=False)
    told = []
    for ax, (title, orbit) in zip(axes[:, 0], orbits.items(), strict=True):
        orbit = as_array(orbit)
        order = np.argsort(orbit[-1])  # neighbours in the picture are alike at its end
        image = ax.imshow(orbit[:, order].T, "RdBu_r", vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
        ax.set(title=title, ylabel="unit", yticks=[])
        late = orbit[-len(orbit) // 4 :]
        moving = np.mean(np.ptp(late, axis=0) > 0.01)
        told.append(f"{title}: in the last quarter {moving:.0%} of the units still change")
    axes[-1, 0].set_xlabel("step $t$")
    axes[0, 0].figure.colorbar(image, ax=axes[:, 0], label="$h_i$", shrink=0.9)
    return axes[:, 0], f"Rows of colour, one for each unit, over time. {'; '.join(told)}."


def chaotic_shares(table, yours=None) -> tuple[list[Axes], str]:
    """How often networks are chaotic over their size, by initialisation, and their exponents.

    Args:
        table: rows with scheme, N, nets, chaotic and median.
        yours: dict of a scheme to (sizes, exponents), one network each; or None.

    Returns:
        (two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.6)
    told = []
    for (colour, marker, style), scheme in zip(STYLES, dict.fromkeys(row["scheme"] for row in table), strict=False):
        rows = [row for row in table if row["scheme"] == scheme]
        N = np.array([row["N"] for row in rows])
        share = np.array([row["chaotic"] / row["nets"] for row in rows])
        ends = np.array([wilson_interval(row["chaotic"], row["nets"]) for row in rows]).T
        axes[0].errorbar(N, share, np.abs(ends - share), fmt=marker + style, color=colour, capsize=3, label=scheme)
        median = np.array([row["median"] for row in rows], dtype=float)
        axes[1].plot(N, np.maximum(median, -2.0), marker + style, color=colour, label=f"{scheme}, median of 100")
        told.append(f"{scheme}: {share[0]:.0%} at N = {N[0]}, {share[-1]:.0%} at N = {N[-1]}")
        mine = None if not yours else yours.get(scheme)
        exponents = None if mine is None else numbers_or_none(mine[1], 1)
        if exponents is not None and len(exponents) == len(mine[0]):
            axes[1].plot(mine[0], np.maximum(exponents, -2.0), "D", color=colour, markersize=8, markerfacecolor="none",
                         label=f"{scheme}, yours")  # fmt: skip
    axes[1].axhline(0, color=MARK, linewidth=1)
    axes[0].set(ylabel="share of chaotic networks", ylim=(-0.03, 1.03))
    axes[1].set(ylabel="exponent, nats per step", ylim=(-2.1, 0.4))
    for ax in axes:
        ax.set_xscale("log", base=2)
        ticks = sorted({row["N"] for row in table})
        ax.set_xticks(ticks, ticks)
        ax.set_xlabel("entries of the state, $N$")
        ax.legend(fontsize="small")
    return list(axes), (
        "Left, the share of networks with a positive exponent over the size of the state, with 95 % intervals; right, "
        f"the largest exponents, those below −2 drawn at −2. Chaotic are: {'; '.join(told)}."
    )
