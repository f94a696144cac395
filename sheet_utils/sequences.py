"""Networks that predict the next character of a text or the next frame of a movement, and sweeps of them.

The two experiments of Vogt, Puelma Touzel, Shlizerman & Lajoie, *On Lyapunov exponents for RNNs*, Front. Appl. Math.
Stat. 8 (2022), in small: `CharacterRuns` and `MotionRuns` say to `training.sweep` what is trained.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from sheet_utils.lyapunov import DrivenSpectrum, driven_spectrum
from sheet_utils.models import driven
from sheet_utils.runtime import positive_float, positive_int
from sheet_utils.training import complete, own_random_state
from sheet_utils.wire import pack, register


@register
class SequenceNet(nn.Module):
    """One LSTM layer and a linear read-out; all weights and biases are uniform on [-p, p] before training.

    Args:
        input_dim: K, numbers that the layer gets at every step.
        hidden_dim: H, units of the layer; its state (h, c) has 2 H numbers.
        output_dim: O, numbers that go out at every step.
        p: half the width of the distribution of the weights.
        dropout: the share of the h_t that the read-out does not see, drawn anew for every number, in training alone.
            (An `nn.LSTM` drops between layers only: with one layer its own dropout does nothing.)
        characters: how many different characters come in, each as a trained vector of K numbers; 0 where the K
            numbers themselves come in.

    Raises:
        ValueError: a dimension is below 1, p is not positive, or dropout is not in [0, 1).
    """

    def __init__(self, input_dim, hidden_dim, output_dim, p, dropout=0.0, characters=0):
        super().__init__()
        for name, value in (("input_dim", input_dim), ("hidden_dim", hidden_dim), ("output_dim", output_dim)):
            positive_int(name, value)
        self.p, self.dropout = positive_float("p", p), share("dropout", dropout)
        self.characters = positive_int("characters", characters, least=0)
        self.encoder = nn.Embedding(characters, input_dim) if characters else nn.Identity()
        self.lstm = nn.LSTM(input_dim, hidden_dim)
        self.read_out = nn.Linear(hidden_dim, output_dim)
        for weight in self.parameters():
            nn.init.uniform_(weight, -self.p, self.p)

    def wire_config(self) -> dict:
        """The arguments that rebuild this model before its arrays are loaded.

        Returns:
            A dict of the constructor's keyword arguments.
        """
        return {
            "input_dim": self.lstm.input_size, "hidden_dim": self.lstm.hidden_size,
            "output_dim": self.read_out.out_features,
            "p": self.p, "dropout": self.dropout, "characters": self.characters,
        }  # fmt: skip

    def forward(self, x) -> torch.Tensor:
        """Predictions for a batch of sequences that begin in the state 0.

        Args:
            x: (T, B, K), or codes (T, B) of characters.

        Returns:
            (T, B, O); entry t is the prediction for step t + 1.
        """
        h, _ = self.lstm(self.encoder(x))  # (T, B, H)
        return self.read_out(nn.functional.dropout(h, self.dropout, self.training))


def spectrum(model, windows, full=True) -> DrivenSpectrum:
    """The exponents of a `SequenceNet` along what it reads, in nats per step; the states begin at 0, Q at I.

    Args:
        model: the network.
        windows: (B, length + 1, ...), as the `windows` of `CharacterRuns` and `MotionRuns` gives them.
        full: whether tangent vectors are those of (h, c), 2 H exponents, or of h at fixed c, H exponents.

    Returns:
        A `lyapunov.DrivenSpectrum`.
    """
    with torch.no_grad():
        s = model.encoder(windows[:, :-1].transpose(0, 1))  # (length, B, K)
    return driven_spectrum(driven(model.lstm, full=full), s)


def share(name, value) -> float:
    """Check a share.

    Args:
        name: of the argument, for the message.
        value: what was given.

    Returns:
        The value.

    Raises:
        ValueError: the value is no number in [0, 1).
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
        raise ValueError(f"{name}: expected a number of at least 0 and below 1, got {value!r}")
    return float(value)


@dataclass
class SequenceResult:
    """One network of a sweep.

    Attributes:
        config: the settings it was trained with.
        train_loss, loss: (epochs + 1,), mean loss on what it is trained on and on what is held out, without dropout,
            before training and after every epoch: nats per character, or mean squared error.
        snapshots: the network before training and after every epoch; the last one is the result.
    """

    config: dict
    train_loss: np.ndarray
    loss: np.ndarray
    snapshots: list

    @property
    def model(self) -> SequenceNet:
        """The network at the end of training."""
        return self.snapshots[-1]


class _Runs:
    """Training by Adam on windows of some series, with all that `training.sweep` asks for."""

    def complete(self, config):
        """The config with every default filled in.

        Raises:
            ValueError: a key or a value that cannot be.
        """
        full = complete(config, self.defaults)
        for name in ("hidden_dim", "epochs", "batch_size", "length"):
            full[name] = positive_int(name, full[name])
        for name in ("learning_rate", "p", "clip"):
            full[name] = positive_float(name, full[name])
        full["dropout"] = share("dropout", full["dropout"])
        return full

    def label(self, config):
        """How the name of a result's file begins."""
        return f"p{config['p']:g}-rate{config['learning_rate']:g}-dropout{config['dropout']:g}-seed{config['seed']}"

    def restored(self, fields):
        """A result from its unpacked fields."""
        return SequenceResult(**fields)

    def train(self, config, arrays):
        """Train the network of one complete config, and return it packed."""
        training, held_out = self.windows(config, arrays)
        generator = torch.Generator().manual_seed(config["seed"])
        with own_random_state():
            torch.manual_seed(config["seed"])
            model = self.network(config, arrays)
            dropout_state = torch.get_rng_state()
        adam = torch.optim.Adam(model.parameters(), lr=config["learning_rate"])
        losses, snapshots = [], []
        for epoch in range(config["epochs"] + 1):
            losses.append([self.mean_loss(model, training[:: self.thinned]), self.mean_loss(model, held_out)])
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
            if epoch < config["epochs"]:
                order = torch.randperm(len(training), generator=generator)
                for rows in order.split(config["batch_size"]):
                    dropout_state = _step(
                        model, adam, self, training[rows].transpose(0, 1), config["clip"], dropout_state
                    )
        train_loss, loss = np.array(losses).T
        models = [_with_parameters(model, state) for state in snapshots]
        return pack({"config": config, "train_loss": train_loss, "loss": loss, "snapshots": models})

    def mean_loss(self, model, windows):
        """The loss on windows (n, length + 1, ...) without dropout; NaN and infinity are kept."""
        model.eval()
        with torch.no_grad():
            parts = [float(self.loss(model, part.transpose(0, 1))) * len(part) for part in windows.split(256)]
        model.train()
        return sum(parts) / len(windows)


def _step(model, adam, runs, batch, clip, dropout_state):
    """One step of Adam. Dropout draws from torch's one random state; this run's own is put in and taken out."""
    adam.zero_grad()
    if model.dropout:
        with own_random_state():
            torch.set_rng_state(dropout_state)
            loss = runs.loss(model, batch)
            dropout_state = torch.get_rng_state()
    else:
        loss = runs.loss(model, batch)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), clip)
    adam.step()
    return dropout_state


def _with_parameters(model, state):
    with own_random_state():
        copy = SequenceNet(**model.wire_config())
    copy.load_state_dict(state)
    return copy


def cut(series, length, stride) -> torch.Tensor:
    """Windows of a series.

    Args:
        series: (T, ...), rows in the order of time.
        length: steps in a window; it has one row more.
        stride: rows between the beginnings of two windows.

    Returns:
        (windows, length + 1, ...).

    Raises:
        ValueError: the series is too short for one window.
    """
    if len(series) <= length:
        raise ValueError(f"data: a series of {len(series)} rows is too short for windows of {length} + 1")
    starts = range(0, len(series) - length, stride)
    return torch.stack([torch.as_tensor(series[start : start + length + 1]) for start in starts])


class CharacterRuns(_Runs):
    """Predict the next character: the data are a text's codes, as `datasets.load_text` returns them."""

    defaults = {
        "seed": 0, "hidden_dim": 32, "p": 0.1, "learning_rate": 2e-3, "dropout": 0.0,
        "epochs": 8, "batch_size": 16, "length": 100, "clip": 5.0,
    }  # fmt: skip
    #: The training loss is evaluated on every eighth window of the training part.
    thinned = 8

    def arrays(self, data) -> list[np.ndarray]:
        """The codes as one array, in a list.

        Args:
            data: (T,), codes of characters, whole numbers from 0.

        Returns:
            A list of one array, (T,) int64.

        Raises:
            ValueError: the data are no such codes.
        """
        codes = np.asarray(data)
        if codes.ndim != 1 or codes.dtype.kind not in "iu" or codes.min(initial=0) < 0:
            raise ValueError("data: expected one axis of character codes, whole numbers from 0")
        return [codes.astype(np.int64)]

    def network(self, config, arrays) -> SequenceNet:
        """A network for as many characters as the text has, with vectors as long as the state.

        Args:
            config: a complete config.
            arrays: from `arrays`.

        Returns:
            The network before training.
        """
        size, characters = config["hidden_dim"], int(arrays[0].max()) + 1
        return SequenceNet(size, size, characters, config["p"], config["dropout"], characters)

    def windows(self, config, arrays) -> tuple[torch.Tensor, torch.Tensor]:
        """Windows of the first nine tenths of the text to train on, and of the last tenth to hold out, side by side.

        Args:
            config: a complete config.
            arrays: from `arrays`.

        Returns:
            (training, held_out): (windows, length + 1) each.
        """
        (codes,), length = arrays, config["length"]
        border = len(codes) * 9 // 10
        return cut(codes[:border], length, length), cut(codes[border:], length, length)

    def loss(self, model, batch) -> torch.Tensor:
        """Mean cross-entropy in nats per character.

        Args:
            model: a `SequenceNet`.
            batch: (length + 1, B), codes.

        Returns:
            The loss, of shape ().
        """
        return nn.functional.cross_entropy(model(batch[:-1]).flatten(0, 1), batch[1:].flatten())


class MotionRuns(_Runs):
    """Predict the next frame: the data are a list of takes (T, D); the last one is held out."""

    defaults = {
        "seed": 0, "hidden_dim": 32, "p": 0.2, "learning_rate": 3e-3, "dropout": 0.0,
        "epochs": 16, "batch_size": 16, "length": 25, "clip": 5.0,
    }  # fmt: skip
    thinned = 1

    def arrays(self, data) -> list[np.ndarray]:
        """The takes in float32.

        Args:
            data: a list of takes (T, D), the last one to be held out.

        Returns:
            A list of arrays (T, D) float32.

        Raises:
            ValueError: the data are no such takes, or not finite.
        """
        takes = [np.asarray(take, dtype=np.float32) for take in data]
        if len(takes) < 2 or any(take.ndim != 2 or take.shape[1] != takes[0].shape[1] for take in takes):
            raise ValueError("data: expected two or more takes (T, D) with the same D")
        if not all(np.isfinite(take).all() for take in takes):
            raise ValueError("data: entries are NaN or infinite")
        return takes

    def network(self, config, arrays) -> SequenceNet:
        """A network for frames of as many numbers as the takes have.

        Args:
            config: a complete config.
            arrays: from `arrays`.

        Returns:
            The network before training.
        """
        size = arrays[0].shape[1]
        return SequenceNet(size, config["hidden_dim"], size, config["p"], config["dropout"])

    def windows(self, config, arrays) -> tuple[torch.Tensor, torch.Tensor]:
        """Windows of all takes but the last to train on, and of the last to hold out; they overlap.

        Args:
            config: a complete config.
            arrays: from `arrays`.

        Returns:
            (training, held_out): (windows, length + 1, D) each.
        """
        *training, held_out = [cut(take, config["length"], 1) for take in arrays]
        return torch.cat(training), held_out

    def loss(self, model, batch) -> torch.Tensor:
        """Mean squared error of the next frame.

        Args:
            model: a `SequenceNet`.
            batch: (length + 1, B, D), frames.

        Returns:
            The loss, of shape ().
        """
        return nn.functional.mse_loss(model(batch[:-1]), batch[1:])
