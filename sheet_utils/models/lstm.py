"""An LSTM without input whose state is read out linearly."""

import contextlib
import warnings

import torch
from torch import nn

from sheet_utils.runtime import positive_int


class ReadOutLSTM(nn.Module):
    """An LSTM without input whose hidden state is read out linearly: x = B h.

    Args:
        latent_dim: M, the number of units.
        output_dim: N <= M, the number of observed variables.

    Attributes:
        M, N: the two dimensions.
        lstm: torch's LSTM; its only input is the constant 0.
        B: (N, M), the read-out.

    Raises:
        ValueError: a dimension is below 1, or N > M.
    """

    def __init__(self, latent_dim, output_dim):
        super().__init__()
        self.M, self.N = positive_int("latent_dim", latent_dim), positive_int("output_dim", output_dim)
        if self.N > self.M:
            raise ValueError(f"output_dim: N = {self.N} variables cannot be read out of M = {self.M} units")
        self.lstm = nn.LSTM(1, self.M)
        self.B = nn.Parameter(torch.empty(self.N, self.M).uniform_(-(self.M**-0.5), self.M**-0.5))

    def forward(self, h: torch.Tensor, c: torch.Tensor, steps: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Run freely.

        Args:
            h, c: (windows, M) each, the initial states.
            steps: number of steps.

        Returns:
            (H, h, c): h at every step, (steps, windows, M), and the last h and c, (windows, M) each.
        """
        zero = torch.zeros(steps, len(h), 1)
        with _quiet():
            H, (h, c) = self.lstm(zero, (h[None], c[None]))
        return H, h[0], c[0]

    def forced(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The state that observations force: h = B^+ x, c = 0 (Mikhaeil et al., NeurIPS 2022).

        Args:
            x: (windows, N), the observations.

        Returns:
            (h, c): (windows, M) each.
        """
        h = x @ torch.linalg.pinv(self.B).T
        return h, torch.zeros_like(h)


@contextlib.contextmanager
def _quiet():
    """Suppress a warning of torch 2 about graphics cards, which play no part on a CPU."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="TF32 acceleration")
        yield
