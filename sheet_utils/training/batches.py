"""Which windows of a series make up the batch of which step."""

import numpy as np
import torch

from sheet_utils.training.settings import Settings

#: Start indices are drawn for this many steps at a time.
BLOCK = 100


def block_starts(seed: int, block: int, settings: Settings, rows: int) -> np.ndarray:
    """Where the windows of one block of steps begin; each block has a random stream of its own.

    Args:
        seed: of the batches.
        block: the number of the block.
        settings: B and T_seq are taken from them.
        rows: T, the length of the series.

    Returns:
        (BLOCK, B), row indices.
    """
    generator = np.random.default_rng([seed, block])
    return generator.integers(0, rows - settings.sequence_length, size=(BLOCK, settings.batch_size))


def step_starts(done: int, count: int, seed: int, settings: Settings, rows: int) -> np.ndarray:
    """Where the windows of the `count` steps after the first `done` begin.

    Args:
        done: number of steps made before.
        count: number of steps.
        seed: of the batches.
        settings: B and T_seq are taken from them.
        rows: T, the length of the series.

    Returns:
        (count, B), row indices.
    """
    first, last = done // BLOCK, (done + count - 1) // BLOCK
    starts = np.concatenate([block_starts(seed, block, settings, rows) for block in range(first, last + 1)])
    return starts[done - first * BLOCK :][:count]


def batch(data: torch.Tensor, starts: np.ndarray, length: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and targets of the windows that begin at `starts`.

    Args:
        data: (T, N), the series.
        starts: (B,), row indices.
        length: T_seq, steps in a window.

    Returns:
        (x, y): (T_seq, B, N) each; y is one step later than x.
    """
    rows = torch.from_numpy(starts) + torch.arange(length + 1)[:, None]  # (T_seq + 1, B)
    windows = data[rows]  # (T_seq + 1, B, N)
    return windows[:-1], windows[1:]
