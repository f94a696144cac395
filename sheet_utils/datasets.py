"""Load and verify what lies in `data/`; build embeddings and training windows."""

import hashlib
import json

import numpy as np
import torch

from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, data_path, positive_int

REMAKE = "python data/make_data.py"


class DataError(RuntimeError):
    """A file of `data/` is missing or is not the one the course was made with."""


def verified(name):
    """The path of a data file whose size and checksum are those in `data/checksums.json`.

    Raises:
        DataError: the file is missing, truncated or changed; the message names it and the command that remakes it.
    """
    path = data_path(name)
    if not path.is_file():
        raise DataError(f"data/{name} is missing. Remake it with: {REMAKE}")
    expected = json.loads(data_path("checksums.json").read_text())[name]
    content = path.read_bytes()
    if len(content) != expected["bytes"]:
        raise DataError(
            f"data/{name} has {len(content)} bytes, {expected['bytes']} expected: it is truncated or another file. "
            f"Remake it with: {REMAKE}"
        )
    if hashlib.sha256(content).hexdigest() != expected["sha256"]:
        raise DataError(f"data/{name} was changed: its sha256 is another. Remake it with: {REMAKE}")
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


def load_tau_sweep():
    """The cached sweep over the forcing interval, a dict of (models,) arrays.

    Keys: tau, seed, d_stsp, exponent (nats per unit of time), error (relative), finished. Remade by
    `python benchmarks/tau_sweep.py`.

    Raises:
        DataError: the file is missing.
    """
    path = data_path("tau_sweep.csv")
    if not path.is_file():
        raise DataError("data/tau_sweep.csv is missing. Remake it with: python benchmarks/tau_sweep.py")
    table = np.genfromtxt(path, delimiter=",", names=True)
    return {name: table[name] for name in table.dtype.names}


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
