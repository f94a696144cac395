"""Recurrent networks without input whose state is read out linearly: an LSTM, and the vanilla network with tanh."""

import torch
from torch import nn

from sheet_utils.runtime import positive_int

#: How many rows of weights a unit needs: an LSTM has three gates and a candidate.
ROWS = {"LSTM": 4, "vanilla": 1}


class ReadOutRNN(nn.Module):
    """A recurrent network without input whose hidden state is read out linearly: x = B h.

    The vanilla network is h' = tanh(W h + b). The LSTM has a cell state c beside h,

        (i, f, g, o) = W h + b,    c' = sigmoid(f) * c + sigmoid(i) * tanh(g),    h' = sigmoid(o) * tanh(c').

    Args:
        kind: "LSTM" or "vanilla".
        latent_dim: M, the number of units.
        output_dim: N <= M, the number of observed variables.
        copies: K networks side by side, of which each has parameters of its own; None for one network.

    Attributes:
        kind, M, N: as above.
        W, b: (4 M, M) and (4 M,) in an LSTM, (M, M) and (M,) in a vanilla network.
        B: (N, M), the read-out. With copies, all three have K as their first axis.

    Raises:
        ValueError: a dimension is below 1, N > M, or the kind is another one.
    """

    def __init__(self, kind, latent_dim, output_dim, copies=None):
        super().__init__()
        self.M, self.N = positive_int("latent_dim", latent_dim), positive_int("output_dim", output_dim)
        if self.N > self.M:
            raise ValueError(f"output_dim: N = {self.N} variables cannot be read out of M = {self.M} units")
        if kind not in ROWS:
            raise ValueError(f"kind: expected one of {', '.join(ROWS)}, got {kind!r}")
        self.kind, size = kind, self.M**-0.5
        leading = () if copies is None else (positive_int("copies", copies),)
        draw = lambda *shape: nn.Parameter(torch.empty(*leading, *shape).uniform_(-size, size))
        self.W, self.b = draw(ROWS[kind] * self.M, self.M), draw(ROWS[kind] * self.M)
        self.B = draw(self.N, self.M)

    def forward(self, h: torch.Tensor, c: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """One step.

        Args:
            h: (W, M), the hidden states of W sequences; with copies, (K, W, M).
            c: the cell states, of the same shape; a vanilla network hands them on as they are.

        Returns:
            (h, c) after the step.
        """
        drive = h @ self.W.mT + self.b.unsqueeze(-2)
        if self.kind == "vanilla":
            return torch.tanh(drive), c
        i, f, g, o = drive.chunk(4, dim=-1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c

    def read_out(self, h: torch.Tensor) -> torch.Tensor:
        """What the network says the observations are.

        Args:
            h: (..., W, M), hidden states.

        Returns:
            (..., W, N).
        """
        return h @ self.B.mT
