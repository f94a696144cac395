"""Networks driven by inputs, with exact Jacobians, in float64."""

import torch
from torch import nn

from sheet_utils.runtime import check_tensor, refuse_while_judging

#: With so few tangent vectors it is cheaper to multiply them by every gate than to add the gates' rows up first.
FEW = 24


class Driven:
    """A trained or random recurrent layer as a driven map: state and input in, next state and its Jacobian out.

    Everything is a float64 copy of the weights and takes batches; J[i, j] = d state_{t+1,i} / d state_{t,j} at fixed
    input. Make one with `driven(layer)`, or from weights in torch's own layout.

    Args:
        weight_hh: (G H, H), recurrent weights, the G gates one below the other in torch's order.
        weight_ih: (G H, K), input weights.
        bias_hh, bias_ih: (G H,) each; zero if None.

    Attributes:
        H, K: units and inputs.
        D: numbers in a state, H or, for an LSTM, 2 H: (h, c).
        M: tangent directions, the size of the Jacobian.

    Raises:
        ValueError: a weight has another shape, or is not finite.
    """

    gates = 1

    def __init__(self, weight_hh, weight_ih, bias_hh=None, bias_ih=None):
        weights = {"weight_hh": weight_hh, "weight_ih": weight_ih, "bias_hh": bias_hh, "bias_ih": bias_ih}
        weights = {
            name: torch.as_tensor(value).detach().to("cpu", torch.float64)
            for name, value in weights.items()
            if value is not None
        }
        V, U = weights["weight_hh"], weights["weight_ih"]
        rows = V.shape[-1] * self.gates
        shapes = {"weight_hh": (rows, V.shape[-1]), "weight_ih": (rows, None), "bias_hh": (rows,), "bias_ih": (rows,)}
        for name, value in weights.items():
            check_tensor(name, value, shapes=[shapes[name]], finite=True)
        self.V, self.U = V, U
        self.b, self.d = (weights.get(name, V.new_zeros(rows)) for name in ("bias_hh", "bias_ih"))
        self.H, self.K = V.shape[1], U.shape[1]
        self.D = self.M = self.H

    def input_current(self, s: torch.Tensor) -> torch.Tensor:
        """What the inputs add to the gates, U s + d, for a whole series at once.

        Args:
            s: (T, B, K), the inputs.

        Returns:
            (T, B, G H), float64.

        Raises:
            ValueError: s has another shape, or is not finite.
        """
        check_tensor("s", s, shapes=[(None, None, self.K)], finite=True)
        return s.detach().to(torch.float64) @ self.U.T + self.d

    def initial_state(self, B: int) -> torch.Tensor:
        """The initial state of torch's layers, all zero.

        Args:
            B: number of inputs side by side.

        Returns:
            (B, D), float64.
        """
        return self.V.new_zeros(B, self.D)

    def step(self, state: torch.Tensor, s: torch.Tensor) -> torch.Tensor:
        """One step for every input of a batch.

        Args:
            state: (B, D).
            s: (B, K), the inputs of this step.

        Returns:
            (B, D), the next states.

        Raises:
            ValueError: a shape does not fit.
        """
        return self.advance(*self._checked(state, s))[0]

    def jacobian(self, state: torch.Tensor, s: torch.Tensor) -> torch.Tensor:
        """The exact Jacobians of one step.

        Args:
            state: (B, D).
            s: (B, K), the inputs of this step.

        Returns:
            (B, M, M), J[b, i, j] = d next_{b,i} / d state_{b,j}.

        Raises:
            ValueError: a shape does not fit.
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging(f"models.{type(self).__name__}.jacobian")
        _, factors = self.advance(*self._checked(state, s))
        eye = torch.eye(self.M, dtype=torch.float64).expand(len(state), -1, -1)
        return self.jvp(factors, eye)

    def _checked(self, state, s):
        check_tensor("state", state, shapes=[(None, self.D)])
        check_tensor("s", s, shapes=[(len(state), self.K)])
        return state.to(torch.float64), self.input_current(s[None])[0]


class DrivenRNN(Driven):
    """h_{t+1} = tanh(V h_t + U s_t + b), or with ReLU in place of tanh.

    Args:
        weight_hh, weight_ih, bias_hh, bias_ih: as in `Driven`; they are V, U, and two biases that add up to b.
        relu: whether ReLU stands in place of tanh.
    """

    def __init__(self, weight_hh, weight_ih, bias_hh=None, bias_ih=None, relu=False):
        super().__init__(weight_hh, weight_ih, bias_hh, bias_ih)
        self.relu = relu

    def advance(self, h: torch.Tensor, a: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """One step, with what `jvp` needs of it.

        Args:
            h: (B, H), the states.
            a: (B, H), the input currents of this step.

        Returns:
            (next, slope): (B, H) each, the next states and the slope of the nonlinearity at every unit.
        """
        u = torch.addmm(a + self.b, h, self.V.T)  # (B, H)
        if self.relu:
            return torch.relu(u), (u > 0).to(u.dtype)
        return torch.tanh(u), _tanh_slope(u)

    def jvp(self, slope: torch.Tensor, Q: torch.Tensor) -> torch.Tensor:
        """The Jacobian of a step times tangent vectors, J Q with J = diag(slope) V.

        Args:
            slope: (B, H), from `advance`.
            Q: (B, M, k), tangent vectors.

        Returns:
            (B, M, k).

        Raises:
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging(f"models.{type(self).__name__}.jvp")
        return (Q.mT @ self.V.T).mul_(slope[:, None]).mT


class DrivenGRU(Driven):
    """torch's GRU; the gates are r, z, n.

    r = sigma(V_r h + U_r s + b_r),  z = sigma(V_z h + U_z s + b_z),  q = V_n h + b_n,
    n = tanh(U_n s + d_n + r q),  h_{t+1} = (1 - z) n + z h
    """

    gates = 3

    def advance(self, h: torch.Tensor, a: torch.Tensor) -> tuple[torch.Tensor, tuple]:
        """One step, with what `jvp` needs of it.

        Args:
            h: (B, H), the states.
            a: (B, 3 H), the input currents of this step.

        Returns:
            (next, factors): (B, H), the next states; four tensors (B, H).
        """
        v = torch.addmm(self.b, h, self.V.T)  # (B, 3 H)
        gate = v[:, : 2 * self.H] + a[:, : 2 * self.H]
        (r, z), (not_r, not_z) = torch.sigmoid(gate).chunk(2, dim=1), torch.sigmoid(-gate).chunk(2, dim=1)
        q = v[:, 2 * self.H :]  # (B, H)
        u = a[:, 2 * self.H :] + r * q
        n, inner = torch.tanh(u), not_z * _tanh_slope(u)
        # Row i of J is z_i e_i plus these three numbers times row i of V_r, V_z and V_n.
        return not_z * n + z * h, (z, inner * q * r * not_r, (h - n) * z * not_z, inner * r)

    def jvp(self, factors: tuple, Q: torch.Tensor) -> torch.Tensor:
        """The Jacobian of a step times tangent vectors, J Q.

        Args:
            factors: from `advance`.
            Q: (B, M, k), tangent vectors.

        Returns:
            (B, M, k).

        Raises:
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging(f"models.{type(self).__name__}.jvp")
        z, *parts = factors
        kept = z[:, None] * Q.mT  # (B, k, H)
        return _add_rows_product(kept, parts, self.V, Q.mT).mT


class DrivenLSTM(Driven):
    """torch's LSTM; the gates are i, f, g, o, and a state is (h, c), side by side.

    i, f, o = sigma(V h + U s + b) each,  g = tanh(V_g h + U_g s + b_g),
    c_{t+1} = f c + i g,  h_{t+1} = o tanh(c_{t+1})

    Args:
        weight_hh, weight_ih, bias_hh, bias_ih: as in `Driven`.
        full: whether tangent vectors are those of (h, c), M = 2 H. If not, they are those of h alone with c held
            fixed, M = H: the upper left block of the full Jacobian, which is no map's Jacobian. The orbit is the same.
    """

    gates = 4

    def __init__(self, weight_hh, weight_ih, bias_hh=None, bias_ih=None, full=True):
        super().__init__(weight_hh, weight_ih, bias_hh, bias_ih)
        self.full = full
        self.D = 2 * self.H
        self.M = self.D if full else self.H

    def advance(self, state: torch.Tensor, a: torch.Tensor) -> tuple[torch.Tensor, tuple]:
        """One step, with what `jvp` needs of it.

        Args:
            state: (B, 2 H), the states (h, c).
            a: (B, 4 H), the input currents of this step.

        Returns:
            (next, factors): (B, 2 H), the next states; a tuple of three tensors (B, H), and three tensors (B, H).
        """
        h, c = state.chunk(2, dim=1)  # (B, H) each
        u = torch.addmm(a + self.b, h, self.V.T)  # (B, 4 H)
        (i, f, _, o), (not_i, not_f, _, not_o) = torch.sigmoid(u).chunk(4, dim=1), torch.sigmoid(-u).chunk(4, dim=1)
        u = u[:, 2 * self.H : 3 * self.H]
        g = torch.tanh(u)
        c_next = f * c + i * g
        bent = torch.tanh(c_next)
        # Row i of dc'/dh is the sum of the first three numbers times row i of V_i, V_f and V_g.
        to_c = (g * i * not_i, c * f * not_f, i * _tanh_slope(u))
        return torch.cat([o * bent, c_next], dim=1), (to_c, f, bent * o * not_o, o * _tanh_slope(c_next))

    def jvp(self, factors: tuple, Q: torch.Tensor) -> torch.Tensor:
        """The Jacobian of a step times tangent vectors, J Q.

        Args:
            factors: from `advance`.
            Q: (B, M, k), tangent vectors of (h, c), or of h alone where `full` is False.

        Returns:
            (B, M, k).

        Raises:
            RuntimeError: a student's function is being checked.
        """
        refuse_while_judging(f"models.{type(self).__name__}.jvp")
        to_c, f, by_gate, by_cell = factors
        H = self.H
        dh = Q[:, :H].mT  # (B, k, H)
        through_gate = (dh @ self.V[3 * H :].T).mul_(by_gate[:, None])
        if not self.full:
            return through_gate.addcmul_(by_cell[:, None], _add_rows_product(None, to_c, self.V[: 3 * H], dh)).mT
        out = Q.new_empty(len(Q), Q.shape[2], 2 * H)
        dc = _add_rows_product(f[:, None] * Q[:, H:].mT, to_c, self.V[: 3 * H], dh)
        out[:, :, H:] = dc
        torch.addcmul(through_gate, by_cell[:, None], dc, out=out[:, :, :H])
        return out.mT


def _tanh_slope(u):
    """1 - tanh(u)^2, to full precision where a unit is saturated and 1 - h * h would round to zero."""
    e = torch.exp(-2 * u.abs())
    return 4 * e / (1 + e) ** 2


def _add_rows_product(total, parts, V, vectors):
    """(B, k, H): `total` plus tangent vectors times the sum over gates of a number per unit times the gate's rows.

    Args:
        total: (B, k, H), or None for nothing; it is changed.
        parts: (B, H) for every gate, the numbers.
        V: (G H, H), the gates' rows one below the other.
        vectors: (B, k, H), a tangent vector in each row: in this order LAPACK takes and leaves them.
    """
    if vectors.shape[1] <= FEW:
        products = (vectors @ V.T).chunk(len(parts), dim=2)  # G of (B, k, H)
        for part, product in zip(parts, products, strict=True):
            total = part[:, None] * product if total is None else total.addcmul_(part[:, None], product)
        return total
    blocks = V.chunk(len(parts))
    rows = parts[0][:, :, None] * blocks[0]  # (B, H, H)
    for part, block in zip(parts[1:], blocks[1:], strict=True):
        rows.addcmul_(part[:, :, None], block)
    return vectors @ rows.mT if total is None else total.baddbmm_(vectors, rows.mT)


def driven(layer: nn.Module, full: bool = True) -> Driven:
    """A torch layer as a `Driven` map, with a copy of its weights in float64.

    Args:
        layer: an `nn.RNN`, `nn.GRU` or `nn.LSTM` with one layer in one direction. Whether it is batch_first does not
            matter: inputs are (T, B, K) here.
        full: for an LSTM, whether tangent vectors are those of (h, c), or of h alone at fixed c.

    Returns:
        A `DrivenRNN`, `DrivenGRU` or `DrivenLSTM`.

    Raises:
        ValueError: another module, or more than one layer or direction, or a projection.
    """
    kinds = {nn.RNN: DrivenRNN, nn.GRU: DrivenGRU, nn.LSTM: DrivenLSTM}
    kind = next((ours for theirs, ours in kinds.items() if isinstance(layer, theirs)), None)
    if kind is None:
        raise ValueError(f"layer: expected nn.RNN, nn.GRU or nn.LSTM, got {type(layer).__name__}")
    if layer.num_layers != 1 or layer.bidirectional or layer.proj_size:
        raise ValueError("layer: expected one layer in one direction and no projection")
    weights = [getattr(layer, f"{name}_l0", None) for name in ("weight_hh", "weight_ih", "bias_hh", "bias_ih")]
    if kind is DrivenRNN:
        return DrivenRNN(*weights, relu=layer.nonlinearity == "relu")
    return DrivenLSTM(*weights, full=full) if kind is DrivenLSTM else DrivenGRU(*weights)
