"""Make gait.npz: a small gait-like signal, six takes of twelve joint angles and two coordinates of the hip.

Run it as `python data/make_gait.py`; a second. Every channel is a short Fourier series of the phase of the stride,
as joint angles of walking people are. The right side does what the left does, half a stride later. The phase runs a
little unevenly, every take has a cadence and a stride length of its own, and a sensor adds noise. The last take is
the one to hold out. It is no recording of a person: it is made so that a sheet can ship it.
"""

import numpy as np
from sheet_utils.data.recording import FOLDER, record

RATE = 30  # frames a second
FRAMES = 150
CADENCES = (0.85, 0.95, 1.05, 0.9, 1.0, 0.93)  # strides a second, one number for every take
HARMONICS = 4
JOINTS = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
JITTER = 0.04  # standard deviation of the phase's increments, as a share of them
STYLE = 0.15  # how much amplitudes differ between takes, as a share of them
NOISE = 0.03  # standard deviation of the sensor's noise, as a share of a channel's
SEED = 11


def takes():
    """A list of arrays (FRAMES, channels) in float32, each channel near 0 on average and of size near 1."""
    rng = np.random.default_rng(SEED)
    order = np.arange(1, HARMONICS + 1)
    # Higher harmonics are weaker.
    size = rng.uniform(0.6, 1.4, (len(JOINTS), HARMONICS)) / order**1.5
    phase = rng.uniform(0, 2 * np.pi, (len(JOINTS), HARMONICS))
    made = []
    for cadence in CADENCES:
        steps = 2 * np.pi * cadence / RATE * (1 + JITTER * rng.normal(size=FRAMES))
        angle = rng.uniform(0, 2 * np.pi) + np.cumsum(steps)
        own = size * (1 + STYLE * rng.normal(size=size.shape))
        wave = lambda angle, own=own: (own * np.cos(order * angle[:, None, None] + phase)).sum(-1)
        left, right = wave(angle), wave(angle + np.pi)
        sway, bounce = np.cos(angle), np.cos(2 * angle)
        clean = np.column_stack([left, right, sway, bounce])
        made.append(clean)
    deviation = np.concatenate(made).std(axis=0)
    return [(take / deviation + NOISE * rng.normal(size=take.shape)).astype(np.float32) for take in made]


def main():
    names = [f"{side} {joint}" for side in ("left", "right") for joint in JOINTS] + ["hip, sideways", "hip, height"]
    series = {f"take{k}": take for k, take in enumerate(takes(), start=1)}
    np.savez(FOLDER / "gait.npz", channels=np.array(names), **series)
    record(["gait.npz"])


if __name__ == "__main__":
    main()
