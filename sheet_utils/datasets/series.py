"""Texts, movements and a laser to predict, and windows and delay vectors of series."""

import numpy as np
import torch

from sheet_utils.datasets import motion
from sheet_utils.datasets.checked_files import GUESTS, guest, verified
from sheet_utils.models import ReadOutRNN
from sheet_utils.runtime import check_tensor, positive_int


def load_text(name: str = "python_help.txt", characters: int = 120_000) -> tuple[np.ndarray, str]:
    """The beginning of a text as codes 0, 1, 2, ... of its characters, in the order of the alphabet.

    Args:
        name: "python_help.txt", which is part of the course, or "war_and_peace.txt", which you may put into `data/`.
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


def load_laser() -> np.ndarray:
    """The intensity of a far-infrared laser in a chaotic state, as an oscilloscope recorded it in 8 bits.

    Data set A of the Santa Fe time series competition with its continuation (Weigend & Gershenfeld, *Time Series
    Prediction*, 1993); recorded by U. Huebner, see Huebner, Abraham & Weiss, Phys. Rev. A 40, 6354 (1989).

    Returns:
        (10 093,), float64: whole numbers from 0 to 255, one per sample; there are about 7.4 samples per pulsation.

    Raises:
        DataError: the file is missing or changed.
    """
    return np.load(verified("santafe_laser.npy")).astype(float)


def load_laser_network() -> tuple[ReadOutRNN, torch.Tensor]:
    """An LSTM with a read-out that follows the laser, trained on its first 8000 samples with a reset every five.

    Returns:
        (network, held_out): the network, float32, M = 30 and N = 1, with fixed parameters; the (2093, 1) samples that
        it has not seen, shifted and scaled by the mean and the standard deviation of those that it has.

    Raises:
        DataError: the file is missing or changed.
    """
    with np.load(verified("laser_network.npz")) as stored:
        state = {key: torch.from_numpy(stored[key]) for key in stored.files}
    held_out, network = state.pop("held_out"), ReadOutRNN("LSTM", 30, 1)
    network.load_state_dict(state)
    return network.requires_grad_(False), held_out


def load_gait() -> tuple[list[np.ndarray], list[str]]:
    """The gait-like signal that is part of the course: six takes at 30 frames a second, standardised.

    Returns:
        (takes, names): a list of six float32 arrays (150, 14), the last one to be held out; the channels' names.

    Raises:
        DataError: the file is missing or changed.
    """
    with np.load(verified("gait.npz")) as stored:
        names = [str(name) for name in stored["channels"]]
        return [stored[key] for key in stored.files if key != "channels"], names


def load_cmu(every: int = 4) -> tuple[list[np.ndarray], list[str]]:
    """Joint angles of subject 02 of the CMU database, three takes of walking and running, as `load_gait` has them.

    The root's position and direction are left out, and so are channels that do not move. The others are standardised
    by the mean and deviation of the training takes.

    Args:
        every: of 120 frames a second every `every`-th is kept, once for each offset, so that a take gives `every`
            series. Walk 02_02 is held out and given once.

    Returns:
        (takes, names): a list of float32 arrays (frames, channels), the last one to be held out; the channels' names.

    Raises:
        DataError: the files are not in `data/cmu_mocap/`, or are others.
    """
    skeleton = motion.read_skeleton(guest("cmu_mocap/02.asf"))
    walk, run, held_out = (
        motion.read_take(guest(f"cmu_mocap/{take}.amc"), skeleton) for take in ("02_01", "02_03", "02_02")
    )
    training = np.concatenate([walk, run])
    names = motion.channel_names(skeleton)
    used = [k for k, name in enumerate(names) if not name.startswith("root ") and training[:, k].std() > 1e-6]
    mean, deviation = training[:, used].mean(axis=0), training[:, used].std(axis=0)
    scaled = [((take[:, used] - mean) / deviation).astype(np.float32) for take in (walk, run, held_out)]
    series = [take[start::every] for take in scaled[:2] for start in range(positive_int("every", every))]
    return [*series, scaled[2][::every]], [names[k] for k in used]


def delay_embedding(series: torch.Tensor, lag: int, dimension: int) -> torch.Tensor:
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


def window(data: torch.Tensor, start: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and targets of one window, time first, with a batch axis.

    Args:
        data: (T, N), the series.
        start: the first row of the window.
        length: T_seq, its number of rows.

    Returns:
        (x, y): (length, 1, N) each; y[t] is the observation one step after x[t].

    Raises:
        ValueError: the window does not fit into the data, or the data are not finite.
    """
    check_tensor("data", data, shapes=[(None, None)], finite=True)
    start, length = positive_int("start", start, least=0), positive_int("length", length)
    if start + length + 1 > len(data):
        raise ValueError(f"start: a window of {length} from {start} does not fit into {len(data)} rows")
    rows = data[start : start + length + 1, None, :]  # (length + 1, 1, N)
    return rows[:-1], rows[1:]
