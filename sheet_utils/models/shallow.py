"""The shallow piecewise-linear network of sheet 10, in the sheet's own letters."""

import torch
from torch import nn

from sheet_utils.runtime import check_tensor, positive_int
from sheet_utils.wire import register


@register
class CustomRNN(nn.Module):
    """The shallow piecewise-linear RNN of sheet 10.

    z_t = A * z_{t-1} + W1 ReLU(W2 z_{t-1} + h2) + h1,   y_t = the first N units of z_t

    (Hess, Monfared, Brenner & Durstewitz, *Generalized teacher forcing*, ICML 2023, eq. 4.)

    Args:
        latent_dim: M, the number of latent units.
        hidden_dim: L, the number of ReLU units.
        output_dim: N <= M, the number of units that are read out.

    Attributes:
        M, L, N: the three dimensions.
        A: (M,), the diagonal of the linear part.
        W1, W2: (M, L) and (L, M), the two weight matrices.
        h1, h2: (M,) and (L,), the two biases.

    Raises:
        ValueError: a dimension is below 1, or N > M.
    """

    def __init__(self, latent_dim, hidden_dim, output_dim):
        super().__init__()
        self.M = positive_int("latent_dim", latent_dim)
        self.L = positive_int("hidden_dim", hidden_dim)
        self.N = positive_int("output_dim", output_dim)
        if self.N > self.M:
            raise ValueError(
                f"output_dim: N = {self.N} units cannot be read out of M = {self.M}; choose output_dim <= latent_dim"
            )
        uniform = lambda bound, *shape: nn.Parameter(torch.empty(*shape).uniform_(-bound, bound))
        # The linear part starts contracting: its orbits neither die at once nor run away before training.
        self.A = nn.Parameter(torch.empty(self.M).uniform_(0.5, 0.9))
        # The bent part starts small. With W1 at its full size the median error of the exponent passed 5 % on one set
        # of ten seeds; with W2 doubled one seed in thirty failed.
        self.W1 = uniform(0.3 * self.L**-0.5, self.M, self.L)
        self.W2 = uniform(self.M**-0.5, self.L, self.M)
        self.h1 = nn.Parameter(torch.zeros(self.M))
        self.h2 = uniform(self.M**-0.5, self.L)

    def wire_config(self) -> dict[str, int]:
        """The arguments that rebuild this model before its arrays are loaded.

        Returns:
            A dict of the constructor's keyword arguments.
        """
        return {"latent_dim": self.M, "hidden_dim": self.L, "output_dim": self.N}

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """One step of the map.

        Args:
            z: the state, (M,) or (B, M).

        Returns:
            The next state, (M,) or (B, M) as z.

        Raises:
            ValueError: the last axis of z is not M, or z has more than two axes.
        """
        check_tensor("z", z, shapes=[(self.M,), (None, self.M)])
        return self.A * z + torch.relu(z @ self.W2.T + self.h2) @ self.W1.T + self.h1

    def jacobian(self, z: torch.Tensor) -> torch.Tensor:
        """The exact Jacobian J[i, j] = d z_{t+1,i} / d z_{t,j} at one state, or at each of many.

        Args:
            z: the state, (M,) or (B, M).

        Returns:
            (M, M) or (B, M, M) as z, in the dtype of the parameters.

        Raises:
            ValueError: z has another shape.
        """
        check_tensor("z", z, shapes=[(self.M,), (None, self.M)])
        active = (z @ self.W2.T + self.h2 > 0).to(self.A.dtype)
        return torch.diag(self.A) + (self.W1 * active.unsqueeze(-2)) @ self.W2

    def read_out(self, Z: torch.Tensor) -> torch.Tensor:
        """The observed part y of a state or an orbit.

        Args:
            Z: (..., M).

        Returns:
            (..., N), the first N units.
        """
        return Z[..., : self.N]
