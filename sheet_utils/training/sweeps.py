"""Many models at once, on this machine or on a cluster; each is saved as soon as it is finished."""

import contextlib
import dataclasses
import hashlib
import itertools
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import numpy as np
import torch

from sheet_utils.files import write_whole
from sheet_utils.models import CustomRNN
from sheet_utils.runtime import check_tensor, core_count, positive_int
from sheet_utils.runtime import progress as show_progress
from sheet_utils.training.loop import train
from sheet_utils.training.settings import DEFAULTS, Settings
from sheet_utils.wire import WireError, pack, unpack


@dataclasses.dataclass
class SweepResult:
    """One model of a sweep.

    Attributes:
        config: the settings it was trained with, and its seed and dimensions.
        model: the trained `CustomRNN`.
        losses: (steps made,).
        finished: False where the loss was not finite at some step; the model is the last one before that.
    """

    config: dict
    model: CustomRNN
    losses: np.ndarray
    finished: bool


class ForcedRuns:
    """What `sweep` trains unless another object is given: a `CustomRNN` under sparse teacher forcing, on one series.

    Another kind of run is another class with these five methods, importable by name, so that a cluster finds it.
    """

    def arrays(self, data: torch.Tensor) -> list[np.ndarray]:
        """The data as NumPy arrays.

        Args:
            data: (T, N), the series.

        Returns:
            A list of one array, (T, N) in float32.

        Raises:
            ValueError: the data cannot be trained on.
        """
        check_tensor("data", data, shapes=[(None, None)], finite=True)
        return [data.to(torch.float32).contiguous().numpy()]

    def complete(self, config: dict) -> dict:
        """A config with every default filled in, in a fixed order.

        Args:
            config: settings by name.

        Returns:
            The complete config.

        Raises:
            ValueError: a key or a value is impossible.
        """
        full = complete(config, {"seed": 0, "latent_dim": 10, "hidden_dim": 50, **dataclasses.asdict(DEFAULTS)})
        for name in ("latent_dim", "hidden_dim"):
            full[name] = positive_int(name, full[name])
        _settings(full).checked()
        return full

    def label(self, config: dict) -> str:
        """How the name of a result's file begins.

        Args:
            config: a complete config.

        Returns:
            Text such as "tau16-seed0".
        """
        forcing = f"tau{config['t_forcing']}" if config["alpha"] is None else f"alpha{config['alpha']}"
        return f"{forcing}-seed{config['seed']}"

    def train(self, config: dict, arrays: list[np.ndarray]) -> bytes:
        """Train the model of one config.

        Args:
            config: a complete config.
            arrays: from `arrays`.

        Returns:
            The fields of a `SweepResult`, packed.
        """
        return train_one(config, *arrays)

    def restored(self, fields: dict) -> SweepResult:
        """A result from its unpacked fields.

        Args:
            fields: by the names of `SweepResult`.

        Returns:
            The result.
        """
        return SweepResult(**fields)


def sweep(configs, data, out_dir, workers=None, scheduler=None, security=None, progress=True, runs=None) -> list:
    """Train many models at once; each is saved as soon as it is finished, and a second call goes on from there.

    Args:
        configs: a list of dicts, or a dict of lists for the grid of all combinations. Keys are the names in
            `Settings`, and `seed`, `latent_dim` and `hidden_dim`; what is not given is the default.
        data: (T, N), the series.
        out_dir: the folder that the models are saved in.
        workers: models trained at a time on this machine; all cores if None. The kernels leave Python's lock, so
            these are threads: they start at once, and run in a notebook under every operating system.
        scheduler: address of a Dask scheduler, for a cluster instead of this machine (`pip install distributed`).
        security: a `distributed.Security`, passed through, for TLS.
        progress: whether to show a bar with the time left.
        runs: what is trained, an object such as `ForcedRuns()`; configs, data and results are then those it knows.

    Returns:
        A list of `SweepResult`, in the order of the configs.

    Raises:
        ValueError: a key or a value is impossible.
        KeyboardInterrupt: after an interrupt, when the models under way are finished and saved.
    """
    runs = runs or ForcedRuns()
    arrays = runs.arrays(data)
    configs = [runs.complete(config) for config in _listed(configs)]
    content = hashlib.sha256(pack(arrays)).hexdigest()
    files = [Path(out_dir) / f"{runs.label(config)}-{_digest(config, content)}.npz" for config in configs]
    results = {file: _stored(file, runs) for file in files}
    missing = {file: config for file, config in zip(files, configs, strict=True) if results[file] is None}
    bar = show_progress(total=len(results), label="models") if progress else None

    def keep(file, packed):
        write_whole(file, packed)
        results[file] = _stored(file, runs)
        if bar:
            bar.update(1)

    try:
        if bar:
            bar.update(len(results) - len(missing))
        if scheduler is None:
            _on_this_machine(runs, missing, arrays, keep, workers or core_count())
        else:
            _on_cluster(runs, missing, arrays, keep, scheduler, security)
    finally:
        if bar:
            bar.close()
    return [results[file] for file in files]


def _listed(configs):
    if not isinstance(configs, dict):
        return list(configs)
    values = [value if isinstance(value, (list, tuple, range)) else [value] for value in configs.values()]
    return [dict(zip(configs, choice, strict=True)) for choice in itertools.product(*values)]


def complete(config: dict, defaults: dict) -> dict:
    """A config with every default filled in, in the order of the defaults.

    Args:
        config: values by name.
        defaults: all names with their default values; `seed` is among them.

    Returns:
        The complete config.

    Raises:
        ValueError: a key is no setting, or the seed is impossible.
    """
    unknown = set(config) - set(defaults)
    if unknown:
        raise ValueError(f"configs: {sorted(unknown)[0]!r} is no setting; expected one of {', '.join(defaults)}")
    full = {**defaults, **config}
    full["seed"] = positive_int("seed", full["seed"], least=0)
    return full


def _settings(config):
    return Settings(**{field.name: config[field.name] for field in dataclasses.fields(Settings)})


def _digest(config, content):
    return hashlib.sha256((json.dumps(config, sort_keys=True) + content).encode()).hexdigest()[:12]


def _stored(file, runs):
    """The result that a file holds; None where it is missing or damaged, so that it is made anew."""
    try:
        content = file.read_bytes()
        with own_random_state():  # a new model draws numbers before its parameters are put in
            return runs.restored(unpack(content))
    except (FileNotFoundError, WireError):
        return None


_one_at_a_time = threading.Lock()


@contextlib.contextmanager
def own_random_state() -> Iterator[None]:
    """Hold torch's random state, which all threads share, for one thread, and put it back afterwards."""
    with _one_at_a_time, torch.random.fork_rng(devices=[]):
        yield


def train_one(config: dict, data: np.ndarray) -> bytes:
    """Train the model of one config.

    Args:
        config: a complete config of `ForcedRuns`.
        data: (T, N), the series, in float32.

    Returns:
        The fields of a `SweepResult`, packed.
    """
    settings, data = _settings(config), torch.from_numpy(np.asarray(data))
    with own_random_state():
        torch.manual_seed(config["seed"])
        model = CustomRNN(config["latent_dim"], config["hidden_dim"], data.shape[1])
    result = train(model, data, seed=config["seed"], progress=False, **dataclasses.asdict(settings))
    return pack({"config": config, "model": model, "losses": result.losses, "finished": result.finished})


def _on_this_machine(runs, missing, arrays, keep, workers):
    pool = ThreadPoolExecutor(workers)
    futures = {pool.submit(runs.train, config, arrays): file for file, config in missing.items()}
    try:
        for future in as_completed(futures):
            keep(futures.pop(future), future.result())
    finally:
        # After an interrupt: what has begun is finished and kept, what has not is for the next call.
        for future in futures:
            future.cancel()
        pool.shutdown(wait=True)
        for future, file in futures.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                keep(file, future.result())


def _on_cluster(runs, missing, arrays, keep, scheduler, security):
    from distributed import Client, as_completed

    with Client(scheduler, security=security, set_as_default=False) as client:
        # A task rather than a scattered array: when the worker that holds it is lost, it is made again.
        shared = client.submit(list, arrays, pure=False)
        futures = {
            client.submit(runs.train, config, shared, pure=False, retries=5): file for file, config in missing.items()
        }
        for future in as_completed(list(futures), loop=client.loop):
            keep(futures[future], future.result())
