"""Pictures of double pendulums, of what tests their integrator, and of how far ahead they can be predicted.

Those of a notebook return (axes, alt), the Axes and the alternative text, as `show` takes them; those of a slider
return Axes, since the slider's own line of text stands beside them.
"""

import numpy as np

from sheet_utils.plots.frame import (
    DATA,
    GREEN,
    MARK,
    MODEL,
    REFERENCE,
    YOURS,
    Axes,
    as_array,
    new_figure,
    numbers_or_none,
    words_in,
)


def rods(u, l=1.0) -> np.ndarray:
    """The joints of a double pendulum.

    Args:
        u: (..., 4), states (theta1, theta2, p1, p2).
        l: the length of a rod, m.

    Returns:
        (..., 3, 2), coordinates of hinge, elbow and tip in m.
    """
    angles = as_array(u)[..., :2]
    steps = l * np.stack([np.sin(angles), -np.cos(angles)], axis=-1)
    return np.concatenate([np.zeros_like(steps[..., :1, :]), np.cumsum(steps, axis=-2)], axis=-2)


_PAIR = ((DATA, "-", "o"), (MODEL, "--", "s"))


def pendulum_strip(orbits, dt, every, l=1.0, trail=0.6) -> tuple[np.ndarray, str]:
    """A film strip of two double pendulums.

    Args:
        orbits: (T, 2, 4), their states over time.
        dt: the time between two rows.
        every: the time between two frames.
        l: the length of a rod.
        trail: how long the path of the tip is, in units of time.

    Returns:
        (the Axes, one per frame, in an array of shape (frames,); alternative text).
    """
    frames = range(0, len(orbits), round(every / dt))
    _, axes = new_figure(1, len(frames), width=1.8 * len(frames), height=2.3, sharex=True, sharey=True)
    for ax, row in zip(axes, frames, strict=True):
        for which, (colour, line, marker) in enumerate(_PAIR):
            tips = rods(orbits[max(0, row - round(trail / dt)) : row + 1, which], l)[:, 2]
            ax.plot(*tips.T, color=colour, linewidth=0.8, alpha=0.6)
            joints = rods(orbits[row, which], l)
            ax.plot(*joints.T, line, color=colour, marker=marker, linewidth=2.2 - which, markersize=6 - 2 * which)
        ax.set(title=f"{row * dt:.0f} s", xlim=(-2.2 * l, 2.2 * l), ylim=(-2.2 * l, 2.2 * l), aspect="equal")
        ax.plot(0, 0, "o", color=REFERENCE, markersize=3)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color("0.8")
    apart = np.linalg.norm(np.subtract(*np.moveaxis(rods(orbits, l)[:, :, 2], 1, 0)), axis=-1) > 0.1 * l
    when = f"after ≈ {dt * np.argmax(apart):.0f} s" if apart.any() else "in none of the frames"
    return axes, f"{len(axes)} frames of two double pendulums, {every:g} s apart. The tips separate visibly {when}."


def pendulum_parting(orbits, dt, l=1.0, title=None) -> tuple[Axes, Axes]:
    """The paths of the tips of two double pendulums, and the distance of the two tips on a log scale.

    Args:
        orbits: (T, 2, 4), their states over time.
        dt: the time between two rows.
        l: the length of a rod.
        title: of the picture.

    Returns:
        The two Axes.
    """
    tips = rods(orbits, l)[:, :, 2]
    _, (left, right) = new_figure(1, 2, width=9.0, height=3.6, width_ratios=(1, 1.6))
    for which, (colour, line, _) in enumerate(_PAIR):
        left.plot(*tips[:, which].T, line, color=colour, linewidth=0.6)
    left.set(xlim=(-2.2 * l, 2.2 * l), ylim=(-2.2 * l, 2.2 * l), aspect="equal", xlabel="$x$ (m)", ylabel="$y$ (m)")
    left.set_title(title, fontsize="medium")
    distance = np.linalg.norm(tips[:, 0] - tips[:, 1], axis=-1)
    right.semilogy(dt * np.arange(len(tips)), np.maximum(distance, 1e-16), color=DATA, linewidth=1)
    right.axhline(0.1 * l, color=MARK, linewidth=1, label="a tenth of a rod")
    right.set(xlabel="time (s)", ylabel="distance of the tips (m)", ylim=(1e-11, 10))
    right.minorticks_off()
    right.legend(fontsize="small", loc="lower right")
    return left, right


def integrator_tests(steps, times, energies, pairings) -> tuple[np.ndarray, str]:
    """How well an integrator keeps the energy, and how well the exponents that it gives come in pairs.

    Args:
        steps: a list of lengths of a step, s.
        times: a list of (T,), the times of the states, s.
        energies: a list of (T,), the energies that the student's function gives to them, J, or None.
        pairings: (steps, 2), the sums of the first and last and of the two middle logarithms of singular values.

    Returns:
        (the two Axes, alternative text).
    """
    _, axes = new_figure(1, 2, width=9.5, height=3.6, width_ratios=(1.3, 1))
    left, right = axes
    drifts = []
    for h, time, energy, colour in zip(steps, times, energies, (REFERENCE, DATA, GREEN, MODEL, MARK), strict=False):
        energy = None if energy is None else numbers_or_none(energy, 1)
        if energy is not None:
            left.plot(time, energy - energy[0], color=colour, linewidth=1.3, label=f"h = {h:g} s")
            drifts.append(f"≈ {np.ptp(energy):.1g} J at h = {h:g} s")
    if drifts:
        left.legend(fontsize="small", loc="lower left")
    else:
        words_in(left, "your energies: nothing to show yet")
    left.set(xlabel="time (s)", ylabel="energy − first energy (J)", title="energy")
    pairings = np.abs(as_array(pairings))
    for column, (label, style) in enumerate(
        ((r"$|\ln\sigma_1 + \ln\sigma_4|$", "o-"), (r"$|\ln\sigma_2 + \ln\sigma_3|$", "s--"))
    ):
        right.loglog(steps, np.maximum(pairings[:, column], 1e-12), style, color=(DATA, MODEL)[column], label=label)
    right.set_xticks(steps, [f"{h:g}" for h in steps])
    right.minorticks_off()
    right.set(xlabel="step $h$ (s)", ylabel="nats", title="pairs that should cancel")
    right.legend(fontsize="small", loc="upper left")
    kept = f"Left, your energy strays by {', '.join(drifts)}" if drifts else "Left, no energies yet"
    return axes, f"{kept}. Right, sums of paired logarithms rise steeply with the step."


def horizons(digits, panels) -> tuple[np.ndarray, str]:
    """How long predictions hold, over the number of digits to which the initial condition was known.

    Args:
        digits: (K,).
        panels: a list of (title, unit of time, times), times (K, P) or None where there is no result.

    Returns:
        (the Axes, one per panel, in an array of shape (panels,); alternative text).
    """
    _, axes = new_figure(1, len(panels), width=9.5, height=3.6)
    told = []
    for ax, (title, unit, times) in zip(np.atleast_1d(axes), panels, strict=True):
        times = None if times is None else numbers_or_none(times, 2)
        if times is None:
            words_in(ax, "your horizon: nothing to show yet")
        else:
            spread = 0.3 * np.linspace(-1, 1, times.shape[1])
            for digit, row in zip(digits, times, strict=True):
                ax.plot(digit + spread, row, ".", color=DATA, markersize=2)
            mean = times.mean(axis=1)
            slope, offset = np.polyfit(digits, mean, 1)
            ax.plot(digits, mean, "o", color=YOURS, markeredgecolor="black", markersize=7, label="mean")
            ax.plot(digits, offset + slope * digits, "--", color=REFERENCE, linewidth=1, label="line through the means")
            ax.legend(fontsize="small", loc="upper left")
            told.append(f"{title}: a line rises by ≈ {slope:.1f} {unit} per digit")
        ax.set(title=title, xlabel="digits known at the beginning", ylabel=f"prediction holds for ({unit})")
    return axes, f"Times for which predictions hold over known digits. {'; '.join(told) or 'Nothing to show yet'}."
