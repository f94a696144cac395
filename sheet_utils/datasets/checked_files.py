"""Files of `data/`: each is compared with its size and checksum before anything is read from it."""

import hashlib
import json
from pathlib import Path

from sheet_utils import readiness
from sheet_utils.files import GUESTS, data_path

#: What makes the files again.
SCRIPTS = {
    "python data/make_data.py": ("lorenz_data.pt", "lorenz_test.pt", "pretrained_rnn.pt"),
    "python data/make_lorenz_noisy.py": ("lorenz_noisy.pt", "lorenz_clean.pt"),
    "python data/make_ten_networks.py": ("ten_networks.npz",),
    "python data/make_text.py": ("python_help.txt",),
    "python data/make_gait.py": ("gait.npz",),
    "python data/make_forcing_sweep.py": (
        "lorenz_flow.npz", "forcing_sweep.csv", "forcing_step_sizes.csv", "forced_lstm.npz", "forced_vanilla.npz",
    ),
    "python data/make_laser_network.py": ("laser_network.npz",),
    "python data/make_period_three.py": ("period_three.csv",),
    "python data/make_rare_cycles.py": ("rare_cycles.csv",),
    "python data/make_random_rnn.py": ("random_rnn.csv",),
    "python data/make_layered_networks.py": ("layered_networks.csv",),
    "python data/make_driven_regimes.py": ("driven_regimes.csv",),
    "python -m benchmarks.spectrum_cost --keep FOLDER": ("spectrum_cost.csv",),
    "python -m benchmarks.spectrum_cost --keep FOLDER --guests": ("spectrum_cost_guests.csv",),
    "python -m benchmarks.tau_sweep": ("tau_sweep.csv",),
    "python -m benchmarks.calm --write": ("calm.csv",),
    "python -m benchmarks.gtf --write": ("gtf.csv",),
    "python data/make_audit.py": ("ten_networks_audit.csv",),
    "python -m benchmarks.audit_claims": ("claims.csv", "early.csv"),
    "python -m benchmarks.spectra_and_training --keep FOLDER": ("characters.csv", "motion.csv", "epochs.npz"),
    "python -m benchmarks.spectra_and_training --keep FOLDER --guests": (
        "characters_guests.csv", "motion_guests.csv", "epochs_guests.npz",
    ),
    "git checkout -- data/santafe_laser.npy": ("santafe_laser.npy",),  # a measurement, which no script can make
}  # fmt: skip
REMAKE = {name: script for script, names in SCRIPTS.items() for name in names}


class DataError(RuntimeError):
    """A file of `data/` is missing, or is not the file that the course was made with."""


def verified(name: str) -> Path:
    """The path of a data file, once its size and checksum agree with `data/checksums.json`.

    Args:
        name: the file's name, such as "lorenz_data.pt".

    Returns:
        Its path.

    Raises:
        DataError: there is no such data file, or it is missing, truncated, changed, or has Windows line endings. The
            message names the file and the command that restores it.
    """
    path, sums = data_path(name), json.loads(data_path("checksums.json").read_text())
    if name not in sums:
        raise DataError(f"There is no data file {name!r}. Expected one of {', '.join(sums)}.")
    remake, expected = f"Remake it with: {REMAKE[name]}", sums[name]
    if not path.is_file():
        raise DataError(f"data/{name} is missing. {remake}")
    readiness.step(readiness.DATA, "reading the data")
    content = path.read_bytes()
    if _matches(content, expected):
        return path
    if _matches(content.replace(b"\r\n", b"\n"), expected):
        raise DataError(
            f"data/{name} has Windows line endings: Git or an editor converted it. "
            f"Delete it and restore the original with: git checkout -- data/{name} (or unpack the hand-out again)"
        )
    if len(content) != expected["bytes"]:
        raise DataError(
            f"data/{name} has {len(content)} bytes, {expected['bytes']} expected: it is truncated or another file. "
            f"{remake}"
        )
    raise DataError(f"data/{name} was changed: its sha256 is not the one in data/checksums.json. {remake}")


def _matches(content, expected):
    return len(content) == expected["bytes"] and hashlib.sha256(content).hexdigest() == expected["sha256"]


def guest(name: str) -> Path:
    """The path of a file that does not come with the course, once it has been put into `data/`.

    Args:
        name: one of `GUESTS`.

    Returns:
        Its path.

    Raises:
        DataError: the file is not there, or is not the one that the course's results were computed from.
    """
    path = data_path(name)
    if not path.is_file():
        raise DataError(f"data/{name} is not there. data/README.md says where it is from; put it into {path.parent}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != GUESTS[name]:
        raise DataError(f"data/{name} is another file: expected the sha256 {GUESTS[name]}")
    return path
