"""Pictures of an audit: ten trained networks beside the system that they were trained on. Each returns (Axes, alt)."""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    as_orbit,
    new_figure,
    number,
    placeholder,
    with_rim,
    words_in,
)

DT = 0.01  # units of time in a step
NEAR = 0.2  # a fixed point this close to one of the system, in deviations of the data, is its counterpart


def exponent_line(values, yours, expected, spread) -> tuple[Axes, str]:
    """Candidates for one exponent on a line, beside what it has to be.

    Args:
        values: dict of a label to an exponent, in nats per unit of time, of routines that are known to be wrong.
        yours: the student's exponent, or None.
        expected: the right one, on the same stretch of orbit.
        spread: its standard deviation over stretches of that length.

    Returns:
        (Axes, alternative text).
    """
    _, ax = new_figure(height=2.4)
    _band(ax.axvspan, expected, spread, "correct value ± 2 SD")
    for label, value in values.items():
        ax.plot(value, 0, "x", color=REFERENCE, markersize=8)
        ax.annotate(f"{label}: {number(value, '.2f')}", (value, 0), (0, 12), textcoords="offset points", ha="center")
    if yours is not None and np.isfinite(yours):
        ax.plot(np.clip(yours, -20, 20), 0, "D", color=YOURS, markersize=10, label=f"yours, {number(yours, '.3f')}")
        alt = f"Your exponent ≈ {yours:.3f} on a line, beside those of the broken routines and the right one."
    else:
        alt = "The exponents of the broken routines on a line, with the right one; yours is not there yet."
    # Values between -1 and 1 are told apart best on a linear scale, and -14.6 has to fit as well.
    ax.set_xscale("symlog", linthresh=2, linscale=2)
    ticks = [-16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16]
    ax.set_xticks(ticks, [number(tick) for tick in ticks])
    ax.minorticks_off()
    ax.set(xlabel="exponent, nats per unit of time (logarithmic beyond ±2)", yticks=[], ylim=(-0.5, 1), xlim=(-40, 24))
    ax.legend(loc="upper left", fontsize="small")
    return ax, alt


def _band(span, middle, spread, label):
    span(middle - 2 * spread, middle + 2 * spread, color=DATA, alpha=0.25, linewidth=0, label=label)


def _split(table):
    """The row of the true system and the rows of the networks."""
    is_true = as_array(table["seed"]) < 0
    pick = lambda rows: {name: as_array(column)[rows] for name, column in table.items()}
    true = {name: float(column[0]) for name, column in pick(is_true).items()}
    return true, pick(~is_true)


def audit_exponents(table, with_networks=True) -> tuple[np.ndarray, str]:
    """Largest exponents of ten networks with their sign, and their Kaplan-Yorke dimensions.

    Args:
        table: what `datasets.load_table("ten_networks_audit.csv")` returns.
        with_networks: whether the networks are drawn; False leaves the system's band and line, for a guess to be made.

    Returns:
        (two Axes, alternative text).
    """
    true, nets = _split(table)
    _, axes = new_figure(1, 2, width=9.5, height=3.4, sharex=True)
    _band(axes[0].axhspan, true["lam"], true["lam_spread"], "Lorenz system, ± 2 SD")
    if with_networks:
        axes[0].errorbar(nets["seed"], nets["lam"], 2 * nets["lam_spread"], fmt="o", color=MODEL, capsize=3,
                         label="network, ± 2 SD")  # fmt: skip
    axes[0].set(ylabel=r"$\lambda_1$, nats per unit of time", ylim=(0.78, 1.1))
    axes[1].axhline(true["d_ky"], color=DATA, label=f"Lorenz system, {true['d_ky']:.3f}")
    if with_networks:
        axes[1].plot(nets["seed"], nets["d_ky"], "o", color=MODEL, label="network")
    axes[1].set(ylabel="Kaplan–Yorke dimension", ylim=(1.99, 2.08))
    for ax in axes:
        ax.set(xlabel="seed of the network", xlim=(nets["seed"].min() - 0.5, nets["seed"].max() + 0.5))
        ax.set_xticks(nets["seed"], [f"{seed:.0f}" for seed in nets["seed"]])
        ax.legend(loc="upper right", fontsize="small")
    if not with_networks:
        for ax in axes:
            words_in(ax, "the networks: make a guess first", height=0.2)
        return axes, (
            f"Left the Lorenz system's largest exponent, a band at {true['lam']:.3f}; right its Kaplan-Yorke "
            f"dimension, a line at {true['d_ky']:.3f}. The networks appear once you have made a guess."
        )
    alt = (
        f"Left the largest exponents of ten networks, from ≈ {nets['lam'].min():.3f} to ≈ {nets['lam'].max():.3f}, "
        f"with error bars and a band at {true['lam']:.3f}; right their Kaplan-Yorke dimensions, "
        f"≈ {nets['d_ky'].min():.3f} to ≈ {nets['d_ky'].max():.3f}, below a line at {true['d_ky']:.3f}."
    )
    return axes, alt


def audit_distances(table, ceiling) -> tuple[np.ndarray, str]:
    """Distances of ten networks from the system, in state space and between spectra, with the ends of both scales.

    Args:
        table: what `datasets.load_table("ten_networks_audit.csv")` returns; the row of seed -1 holds the floors.
        ceiling: D_stsp of a model that sits at one point.

    Returns:
        (two Axes, alternative text).
    """
    true, nets = _split(table)
    _, axes = new_figure(1, 2, width=9.5, height=3.6, sharex=True)
    ends = (("d_stsp", ceiling, r"$D_\mathrm{stsp}$, nats"), ("d_h", 1.0, r"$D_\mathrm{H}$"))
    for ax, (name, top, label) in zip(axes, ends, strict=True):
        ax.semilogy(nets["seed"], nets[name], "o", color=MODEL, label="network")
        ax.axhline(true[name], color=DATA, label=f"floor: two true trajectories, {true[name]:.3f}")
        ax.axhline(top, color=MARK, linestyle="--", label=f"ceiling: a fixed point, {top:.3g}")
        ax.set(xlabel="seed of the network", ylabel=label, ylim=(0.6 * true[name], 1.7 * top))
        ticks = [tick for tick in (0.03, 0.1, 0.3, 1, 3, 10) if 0.6 * true[name] < tick <= 2 * top]
        ax.set_yticks(ticks, [number(tick) for tick in ticks])
        ax.minorticks_off()
        ax.set_xticks(nets["seed"], [f"{seed:.0f}" for seed in nets["seed"]])
        ax.legend(loc="upper right", bbox_to_anchor=(1.0, 0.83), fontsize="small")
    alt = (
        f"D_stsp of ten networks, ≈ {nets['d_stsp'].min():.2f} to ≈ {nets['d_stsp'].max():.2f}, between a floor of "
        f"≈ {true['d_stsp']:.3f} and a ceiling of ≈ {ceiling:.1f}; D_H, ≈ {nets['d_h'].min():.3f} to "
        f"≈ {nets['d_h'].max():.3f}, beside a floor of ≈ {true['d_h']:.3f} and far below 1."
    )
    return axes, alt


def successive_maxima(series, centre) -> np.ndarray:
    """The sizes of the maxima of |x - centre| along a series, each from a parabola through three values.

    Args:
        series: (T,), the values of x.
        centre: the value from which x is measured, in the units of the series.

    Returns:
        (n,), the size of each maximum, in the order of time.
    """
    size = np.abs(as_array(series) - centre)
    at = np.flatnonzero((size[1:-1] > size[:-2]) & (size[1:-1] >= size[2:])) + 1
    left, middle, right = size[at - 1], size[at], size[at + 1]
    return middle + (left - right) ** 2 / (8 * (2 * middle - left - right))


def network_beside_system(true, orbit, centre, title) -> np.ndarray:
    """A network's orbit over the data, and the return maps of both: each maximum of |x| over the one before.

    Args:
        true: (T, N), a noise-free series of the system.
        orbit: (T', N), of the network; None to draw the system alone.
        centre: the origin's first coordinate, from which |x| is taken.
        title: of the network.

    Returns:
        (2,), the two Axes.
    """
    true = as_orbit("true", true)
    drawn = [(true, DATA, "o", "Lorenz system")]
    if orbit is not None:
        drawn.append((as_orbit("orbit", orbit, true.shape[1]), MODEL, "x", title))
    _, axes = new_figure(1, 2, width=9.5, height=4.2)
    axes[0].set(xlabel="$x(t)$", ylabel="$x(t + 20)$", xlim=(-2.6, 2.6), ylim=(-2.6, 2.6))
    for series, colour, marker, label in drawn:
        axes[0].plot(series[:4000, 0], series[:4000, 2], color=colour, linewidth=0.4, label=label)
        sizes = successive_maxima(series[:, 0], centre)
        axes[1].plot(sizes[:-1], sizes[1:], marker, color=colour, markersize=3, label=label)
    axes[1].plot([1.1, 2.5], [1.1, 2.5], ":", color=REFERENCE, linewidth=1, label="no change")
    axes[1].set(xlabel="one maximum of $|x|$", ylabel="the next one", xlim=(1.2, 2.5), ylim=(1.2, 2.5))
    for ax in axes:
        ax.legend(loc="upper left", fontsize="small", markerscale=2)
    return axes


def fixed_points(true, found, table) -> tuple:
    """Fixed points of one network over the attractor, and how unstable they are in all networks.

    Args:
        true: (T, N), a noise-free series of the system.
        found: a list per network of (point (M,), largest eigenvalue modulus) pairs; the first network's points are
            drawn. None where there are none yet.
        table: what `datasets.load_table("ten_networks_audit.csv")` returns; the row of seed -1 holds the system's own.

    Returns:
        (two Axes, alternative text).
    """
    if found is None:
        return placeholder("Your fixed points appear here once fixed_point returns them.")
    system, _ = _split(table)
    names = ("minus", "origin", "plus")
    _, axes = new_figure(1, 2, width=9.5, height=4.2)
    axes[0].plot(as_array(true)[:4000, 0], as_array(true)[:4000, 2], color=DATA, linewidth=0.3, alpha=0.6)
    ends = [system[name] for name in names]
    axes[0].plot(ends, ends, "o", color=REFERENCE, markersize=14, fillstyle="none", label="of the Lorenz system")
    shown = np.array([as_array(point)[[0, 2]] for point, _ in found[0]]).reshape(-1, 2)
    axes[0].plot(*np.clip(shown, -2.6, 2.6).T, "x", color=YOURS, markersize=9, markeredgewidth=2.5,
                 label="yours, of network 0")  # fmt: skip
    axes[0].set(xlabel="$x(t)$", ylabel="$x(t + 20)$", title="fixed points", xlim=(-2.7, 2.7), ylim=(-2.7, 2.7))
    rate = lambda modulus: np.log(modulus) / DT
    for k, name in enumerate(names):
        axes[1].plot([k - 0.4, k + 0.4], [rate(system[f"eig_{name}"])] * 2, color=DATA, linewidth=2.5,
                     label=None if k else "Lorenz system")  # fmt: skip
        for seed, pairs in enumerate(found):
            near = [(abs(float(point[0]) - system[name]), modulus) for point, modulus in pairs]
            if near and min(near)[0] < NEAR:
                spot = k + 0.075 * (seed - 4.5), rate(min(near)[1])
                axes[1].plot(*spot, "o", color=YOURS, markersize=5)
                digit = axes[1].annotate(str(seed), spot, (0, 5), textcoords="offset points", ha="center",
                                         fontsize="x-small")  # fmt: skip
                with_rim(digit)  # many stand on the system's line
    axes[1].plot([], [], "o", color=YOURS, markersize=5, label="networks")
    axes[1].axhline(0, color=MARK, linestyle="--", linewidth=1, label="stable below this line")
    axes[1].set_xticks(range(3), ["$C_-$", "origin", "$C_+$"])
    axes[1].set_yscale("symlog", linthresh=1)
    ticks = [-1, -0.5, 0, 0.5, 1, 3, 10, 30]
    axes[1].set_yticks(ticks, [number(tick) for tick in ticks])
    axes[1].minorticks_off()
    axes[1].set(ylabel=r"rate $\ln|\mu| / \Delta t$, per unit of time", title="stability", ylim=(-1.3, 60))
    axes[0].legend(loc="upper left", fontsize="small")
    axes[1].legend(loc="lower center", fontsize="small")
    return axes, (
        f"Left the attractor with the Lorenz system's three fixed points as circles and the {len(shown)} that you "
        "found in network 0 as crosses; right the rates at which orbits leave them, of the system and of all networks."
    )


def beside_equilibrium(network, system, level, title) -> np.ndarray:
    """Two series that begin at the same equilibrium: a network's and the system's.

    Args:
        network, system: (T,), the first variable of each; a network of None leaves its panel empty.
        level: the equilibrium's own value.
        title: of the network.

    Returns:
        (2,), the two Axes.
    """
    _, axes = new_figure(2, 1, height=4.2, sharex=True, sharey=True)
    for ax, series, colour, label in zip(axes, (system, network), (DATA, MODEL), ("Lorenz system", title), strict=True):
        if series is None:
            words_in(ax, "the network: make a guess first")
        else:
            ax.plot(as_array(series), color=colour, linewidth=0.8, label=label)
        ax.axhline(level, color=MARK, linestyle="--", linewidth=1, label="$C_-$")
        ax.set(ylabel="$x$", ylim=(-2.7, 2.7))
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1.01), ncols=2, fontsize="small")  # it would cover peaks inside
    axes[1].set_xlabel("step t")
    return axes
