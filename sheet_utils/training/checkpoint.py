"""The state of a training run in a file, from which an interrupted run goes on to the same bits."""

import dataclasses
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from sheet_utils.files import write_whole
from sheet_utils.training.settings import Settings
from sheet_utils.wire import WireError, pack, unpack


def identity(data: torch.Tensor, settings: Settings, seed: int, outcome: str) -> str:
    """A hash of all that has to be equal for a run to go on from a checkpoint.

    Args:
        data: (T, N), the series.
        settings: how to train.
        seed: of the random batches.
        outcome: who trains, "engine" or "own".

    Returns:
        64 hexadecimal digits.
    """
    text = json.dumps([dataclasses.asdict(settings), seed, outcome])
    return hashlib.sha256(text.encode() + np.ascontiguousarray(data.numpy()).tobytes()).hexdigest()


def save(trainer, path, run_id: str, losses: list[np.ndarray]) -> None:
    """Write a trainer's state.

    Args:
        trainer: an `engine.Trainer` or a `TorchTrainer`.
        path: the file; it is replaced as a whole.
        run_id: from `identity`.
        losses: arrays (steps,), one after the other the losses so far.

    Raises:
        OSError: the file cannot be written.
    """
    state = {name: getattr(trainer, name) for name in ("parameters", "moment", "variance")}
    write_whole(path, pack({**state, "done": trainer.done, "losses": np.concatenate(losses), "mark": run_id}))


def load(trainer, path, run_id: str) -> np.ndarray:
    """Put a checkpoint's state into a trainer.

    Args:
        trainer: an `engine.Trainer` or a `TorchTrainer`.
        path: the file.
        run_id: from `identity`.

    Returns:
        (steps made,), the losses so far.

    Raises:
        ValueError: the file cannot be read, or belongs to another run.
    """
    try:
        state = unpack(Path(path).read_bytes())
    except WireError as error:
        raise ValueError(f"checkpoint: {path} cannot be read ({error}); remove it to start anew") from None
    if state["mark"] != run_id:
        raise ValueError(f"checkpoint: {path} belongs to other data, settings or seed; choose another file")
    trainer.restore(state["parameters"], state["moment"], state["variance"], state["done"])
    return state["losses"]
