"""Load and verify what lies in `data/`; build embeddings and training windows."""

import csv
import hashlib
import json

import numpy as np
import torch

from sheet_utils.datasets import motion
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, data_path, positive_int

REMAKE = "python data/make_data.py"

#: Scripts of the files that `REMAKE` does not make.
OTHER_SCRIPTS = {
    "python_help.txt": "python data/make_text.py",
    "gait.npz": "python data/make_gait.py",
    "ten_networks.npz": "python data/make_ten_networks.py",
}

#: Results that took long, and what makes them.
CACHES = {
    "tau_sweep.csv": "python benchmarks/tau_sweep.py",
    "calm.csv": "python benchmarks/calm.py",
    "ten_networks_audit.csv": "python data/make_audit.py",
    "claims.csv": "python benchmarks/audit_claims.py",
    **dict.fromkeys(
        ("characters.csv", "motion.csv", "epochs.npz"), "python benchmarks/spectra_and_training.py --keep FOLDER"
    ),
    **dict.fromkeys(
        ("characters_guests.csv", "motion_guests.csv", "epochs_guests.npz"),
        "python benchmarks/spectra_and_training.py --keep FOLDER --guests",
    ),
}

#: What may be put into `data/` and does not come along: where it is from, and what it has to be.
GUESTS = {
    "war_and_peace.txt": "eaecfcb30408e2bc35ffe69b297127e3a6ca75548c033df4d2e703b5ff711f8d",
    "cmu_mocap/02.asf": "c9f5ff45b4437b279f58b95dacf017afd3135373096274df69436a9354d796cf",
    "cmu_mocap/02_01.amc": "1503c481f4726e640c77888f0c841dd3be0694684bcd32296cf53685c6fc1492",
    "cmu_mocap/02_02.amc": "2ece9e0c7791c5c0fef5a951eccfe7e985caeb734667b1d1ea089cfedffd8a6e",
    "cmu_mocap/02_03.amc": "07df256876f0941ea464083162503790a05ffa021fd6d6d5b2c22ac98127762a",
}


class DataError(RuntimeError):
    """A file of `data/` is missing or is not the one the course was made with."""


def verified(name):
    """The path of a data file whose size and checksum are those in `data/checksums.json`.

    Raises:
        DataError: the file is missing, truncated or changed; the message names it and the command that remakes it.
    """
    path, remake = data_path(name), OTHER_SCRIPTS.get(name, REMAKE)
    if not path.is_file():
        raise DataError(f"data/{name} is missing. Remake it with: {remake}")
    expected = json.loads(data_path("checksums.json").read_text())[name]
    content = path.read_bytes()
    if len(content) != expected["bytes"]:
        raise DataError(
            f"data/{name} has {len(content)} bytes, {expected['bytes']} expected: it is truncated or another file. "
            f"Remake it with: {remake}"
        )
    if hashlib.sha256(content).hexdigest() != expected["sha256"]:
        raise DataError(f"data/{name} was changed: its sha256 is another. Remake it with: {remake}")
    return path


def load_tensor(name, columns):
    """A float32 series (T, columns) from `data/`, verified.

    Raises:
        DataError: the file is missing or changed, or holds no such tensor.
    """
    series = torch.load(verified(name), weights_only=True)
    if not isinstance(series, torch.Tensor) or series.ndim != 2 or series.shape[1] != columns:
        raise DataError(f"data/{name} holds no (T, {columns}) tensor. Remake it with: {REMAKE}")
    return series


def load_lorenz():
    """The noisy training series, (100 000, 3): x(t), x(t + lag), x(t + 2 lag) of the Lorenz system, standardised."""
    return load_tensor("lorenz_data.pt", columns=3)


def load_lorenz_test():
    """A noise-free series from another start under the same constants, (100 000, 3)."""
    return load_tensor("lorenz_test.pt", columns=3)


def load_pretrained():
    """The bundled `CustomRNN(10, 50, 3)`, trained on `load_lorenz()`, in float32.

    Raises:
        DataError: the file is missing or changed, or holds other parameters.
    """
    model = CustomRNN(10, 50, 3)
    try:
        model.load_state_dict(torch.load(verified("pretrained_rnn.pt"), weights_only=True))
    except (RuntimeError, KeyError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(f"data/pretrained_rnn.pt holds other parameters ({error}). Remake it with: {REMAKE}") from None
    return model


def load_networks():
    """Ten networks `CustomRNN(10, 50, 3)` in float32, trained on `load_lorenz()` with the defaults and seeds 0 to 9.

    Returns:
        A list of ten models, in the order of the seeds.

    Raises:
        DataError: the file is missing or changed, or holds other parameters.
    """
    with np.load(verified("ten_networks.npz")) as stored:
        arrays = {name: torch.from_numpy(stored[name]) for name in stored.files}
    models = [CustomRNN(10, 50, 3) for _ in range(10)]
    try:
        for k, model in enumerate(models):
            model.load_state_dict({name: array[k] for name, array in arrays.items()})
    except (RuntimeError, IndexError) as error:
        remake = OTHER_SCRIPTS["ten_networks.npz"]
        raise DataError(f"data/ten_networks.npz holds other parameters ({error}). Remake it with: {remake}") from None
    return models


def load_table(name):
    """A cached table of numbers, a dict of (rows,) arrays by the names of its columns.

    Args:
        name: a .csv file of `data/`; its README says which script remakes it.

    Raises:
        DataError: the file is missing.
    """
    table = np.genfromtxt(_cached(name), delimiter=",", names=True)
    return {column: table[column] for column in table.dtype.names}


def load_tau_sweep():
    """The cached sweep over the forcing interval, a dict of (models,) arrays.

    Keys: tau, seed, d_stsp, exponent (nats per unit of time), error (relative), finished.

    Raises:
        DataError: the file is missing.
    """
    return load_table("tau_sweep.csv")


def load_spectra(name):
    """Cached spectra over training, a dict of arrays.

    Args:
        name: "epochs.npz" or "epochs_guests.npz".

    Raises:
        DataError: the file is missing.
    """
    with np.load(_cached(name)) as stored:
        return {key: stored[key] for key in stored.files}


def load_claims():
    """The cached correlations of sheet 11: a list of dicts (table, x, y, within, n, r, low, high, moved).

    Raises:
        DataError: the file is missing.
    """
    words = ("table", "x", "y", "within")
    with _cached("claims.csv").open(newline="") as file:
        return [
            {key: value if key in words else float(value) for key, value in row.items()} for row in csv.DictReader(file)
        ]


def load_calm():
    """The cached study of the largest exponent over settings: a list of dicts, one for each network.

    `data/README.md` describes the columns. Words are strings, all else is a float, NaN where there is no number.

    Raises:
        DataError: the file is missing.
    """
    words = ("variant", "observed", "schedule")
    with _cached("calm.csv").open(newline="") as file:
        return [
            {key: value if key in words else float(value or "nan") for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def _cached(name):
    path = data_path(name)
    if not path.is_file():
        raise DataError(f"data/{name} is missing. Remake it with: {CACHES[name]}")
    return path


# --- Texts and movements. ---------------------------------------------------------------------------


def guest(name):
    """The path of a file that does not come with the course, once it has been put into `data/`.

    Raises:
        DataError: it is not there, or is another file than the one that the course's results are from.
    """
    path = data_path(name)
    if not path.is_file():
        raise DataError(f"data/{name} is not there. data/README.md says where it is from; put it into {path.parent}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != GUESTS[name]:
        raise DataError(f"data/{name} is another file: expected the sha256 {GUESTS[name]}")
    return path


def load_text(name="python_help.txt", characters=120_000):
    """The beginning of a text as codes 0, 1, 2, ... of its characters, in the order of the alphabet.

    Args:
        name: "python_help.txt", which comes along, or "war_and_peace.txt", which may be put into `data/`.
        characters: how many are read.

    Returns:
        (codes, alphabet): (characters,) int64, and the string of the different characters; the text is
        `"".join(alphabet[code] for code in codes)`.

    Raises:
        DataError: the file is missing or is another one.
        ValueError: there is no such text.
    """
    if name not in ("python_help.txt", "war_and_peace.txt"):
        raise ValueError(f"name: expected 'python_help.txt' or 'war_and_peace.txt', got {name!r}")
    path = guest(name) if name in GUESTS else verified(name)
    text = path.read_text(encoding="utf-8")[: positive_int("characters", characters)]
    alphabet = "".join(sorted(set(text)))
    return np.array([alphabet.index(letter) for letter in text]), alphabet


def load_gait():
    """The gait-like signal that comes along: six takes (150, 14) at 30 frames a second, and the channels' names.

    Returns:
        (takes, names): a list of float32 arrays, the last one to be held out; a list of strings.

    Raises:
        DataError: the file is missing or changed.
    """
    with np.load(verified("gait.npz")) as stored:
        names = [str(name) for name in stored["channels"]]
        return [stored[key] for key in stored.files if key != "channels"], names


def load_cmu(every=4):
    """Joint angles of subject 02 of the CMU database, three takes of walking and running, as `load_gait` has them.

    Of 120 frames a second every `every`-th is kept, once for each place where one can begin: a take gives `every`
    series. Walk 02_02 is held out, and given once. The root's place and direction are left out, and channels that do
    not move; the others are standardised by what is trained on.

    Raises:
        DataError: the files are not in `data/cmu_mocap/`, or are others.
    """
    skeleton = motion.read_skeleton(guest("cmu_mocap/02.asf"))
    walk, run, held_out = (
        motion.read_take(guest(f"cmu_mocap/{take}.amc"), skeleton) for take in ("02_01", "02_03", "02_02")
    )
    told = np.concatenate([walk, run])
    names = motion.channel_names(skeleton)
    used = [k for k, name in enumerate(names) if not name.startswith("root ") and told[:, k].std() > 1e-6]
    mean, deviation = told[:, used].mean(axis=0), told[:, used].std(axis=0)
    scaled = [((take[:, used] - mean) / deviation).astype(np.float32) for take in (walk, run, held_out)]
    series = [take[start::every] for take in scaled[:2] for start in range(positive_int("every", every))]
    return [*series, scaled[2][::every]], [names[k] for k in used]


def delay_embedding(series, lag, dimension):
    """Rows (s(t), s(t + lag), ..., s(t + (dimension - 1) lag)) of a scalar series.

    Takens, *Detecting strange attractors in turbulence*, LNM 898 (1981).

    Args:
        series: (T,).
        lag: steps between two columns.
        dimension: number of columns.

    Returns:
        (T - (dimension - 1) lag, dimension).

    Raises:
        ValueError: the series is too short for one row, or a number is below 1.
    """
    check_tensor("series", series, shapes=[(None,)])
    lag, dimension = positive_int("lag", lag), positive_int("dimension", dimension)
    rows = len(series) - (dimension - 1) * lag
    if rows < 1:
        raise ValueError(f"series: {len(series)} values are too few for lag {lag} and dimension {dimension}")
    return torch.stack([series[k * lag : k * lag + rows] for k in range(dimension)], dim=1)


def window(data, start, length):
    """Inputs and targets of one window, time first, with a batch axis: two tensors (length, 1, N).

    Target y[t] is the observation one step after input x[t].

    Raises:
        ValueError: the window does not fit into the data.
    """
    check_tensor("data", data, shapes=[(None, None)], finite=True)
    start, length = positive_int("start", start, least=0), positive_int("length", length)
    if start + length + 1 > len(data):
        raise ValueError(f"start: a window of {length} from {start} does not fit into {len(data)} rows")
    piece = data[start : start + length + 1, None, :]
    return piece[:-1], piece[1:]
