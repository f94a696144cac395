"""Series of the Lorenz system, and networks that were trained on them."""

import numpy as np
import torch

from sheet_utils.datasets.checked_files import REMAKE, DataError, verified
from sheet_utils.models import CustomRNN, ReadOutRNN


def load_tensor(name: str, columns: int) -> torch.Tensor:
    """A series from a .pt file of `data/`.

    Args:
        name: the file's name.
        columns: N, the number of variables it must have.

    Returns:
        (T, N), float32.

    Raises:
        DataError: the file is missing or changed, or holds no such tensor.
    """
    series = torch.load(verified(name), weights_only=True)
    if not isinstance(series, torch.Tensor) or series.ndim != 2 or series.shape[1] != columns:
        raise DataError(f"data/{name} holds no (T, {columns}) tensor. Remake it with: {REMAKE[name]}")
    return series


def load_lorenz() -> torch.Tensor:
    """The noisy training series: delay vectors of the x-variable of the Lorenz system, standardised.

    Returns:
        (100 000, 3), float32: x(t), x(t + lag), x(t + 2 lag); rows are 0.01 units of time apart, the lag is 10 rows.

    Raises:
        DataError: the file is missing or changed.
    """
    return load_tensor("lorenz_data.pt", columns=3)


def load_lorenz_test() -> torch.Tensor:
    """The noise-free test series: like `load_lorenz`, from another initial condition.

    Returns:
        (100 000, 3), float32.

    Raises:
        DataError: the file is missing or changed.
    """
    return load_tensor("lorenz_test.pt", columns=3)


def load_lorenz_noisy() -> torch.Tensor:
    """All three variables of the Lorenz system with 5 % of observation noise, standardised; rows are 0.01 apart.

    The benchmark of Hess, Monfared, Brenner & Durstewitz, ICML 2023, made anew.

    Returns:
        (100 000, 3), float32: x, y, z.

    Raises:
        DataError: the file is missing or changed.
    """
    return load_tensor("lorenz_noisy.pt", columns=3)


def load_lorenz_clean() -> torch.Tensor:
    """The test series of `load_lorenz_noisy`: without noise, from another initial condition, under its constants.

    Returns:
        (100 000, 3), float32: x, y, z.

    Raises:
        DataError: the file is missing or changed.
    """
    return load_tensor("lorenz_clean.pt", columns=3)


def load_pretrained() -> CustomRNN:
    """The bundled `CustomRNN(10, 50, 3)`, trained on `load_lorenz()`.

    Returns:
        The network, in float32.

    Raises:
        DataError: the file is missing or changed, or holds other parameters.
    """
    name, model = "pretrained_rnn.pt", CustomRNN(10, 50, 3)
    path = verified(name)
    try:
        model.load_state_dict(torch.load(path, weights_only=True))
    except (RuntimeError, KeyError) as error:
        raise DataError(f"data/{name} holds other parameters ({error}). Remake it with: {REMAKE[name]}") from None
    return model


def load_networks() -> list[CustomRNN]:
    """Ten networks `CustomRNN(10, 50, 3)`, trained on `load_lorenz()` with the defaults and seeds 0 to 9.

    Returns:
        Ten networks in float32, in the order of the seeds.

    Raises:
        DataError: the file is missing or changed, or holds other parameters.
    """
    name = "ten_networks.npz"
    with np.load(verified(name)) as stored:
        arrays = {key: torch.from_numpy(stored[key]) for key in stored.files}
    models = [CustomRNN(10, 50, 3) for _ in range(10)]
    try:
        for k, model in enumerate(models):
            model.load_state_dict({key: array[k] for key, array in arrays.items()})
    except (RuntimeError, IndexError) as error:
        raise DataError(f"data/{name} holds other parameters ({error}). Remake it with: {REMAKE[name]}") from None
    return models


def load_flow() -> tuple[torch.Tensor, torch.Tensor]:
    """The Lorenz system's three variables, standardised; rows are 0.01 units of time apart.

    Returns:
        (train, test): (20 000, 3) and (100 000, 3), float32. The test series is 20 runs of 5000 rows, one after the
        other.

    Raises:
        DataError: the file is missing or changed.
    """
    with np.load(verified("lorenz_flow.npz")) as stored:
        return torch.from_numpy(stored["train"]), torch.from_numpy(stored["test"])


def load_forced_network(name: str) -> ReadOutRNN:
    """A network of the sweep over the forcing interval, trained with the first seed on `load_flow()`.

    Args:
        name: "LSTM/replace/30", that is kind, way of forcing and forcing interval; the kinds are "LSTM" and "vanilla",
            the ways "replace" and "reset"; "LSTM/replace/200/clipped" was trained with a clipped gradient.

    Returns:
        The network, in float32.

    Raises:
        KeyError: there is no network of that name.
        DataError: the file is missing or changed.
    """
    kind = name.partition("/")[0]
    if kind not in ("LSTM", "vanilla"):
        raise KeyError(f"there is no network {name!r}: its name begins with LSTM or vanilla")
    file = f"forced_{kind.lower()}.npz"
    with np.load(verified(file)) as stored:
        state = {key.rpartition(".")[2]: torch.from_numpy(stored[key]) for key in stored if key.startswith(f"{name}.")}
    if not state:
        raise KeyError(f"there is no network {name!r} in data/{file}")
    model = ReadOutRNN(kind, state["B"].shape[1], state["B"].shape[0])
    model.load_state_dict(state)
    return model
