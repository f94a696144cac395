"""Training with a loss in torch, for what the engine cannot or shall not train."""

import numpy as np
import torch

from sheet_utils import engine
from sheet_utils.training.batches import batch
from sheet_utils.training.settings import Settings
from sheet_utils.training.verify import student_loss


class TorchTrainer:
    """Adam with a loss in torch: the same interface as `engine.Trainer`.

    Args:
        model: trained in place.
        data: (T, N), the series.
        loss: the student's function, or None for the reference loss.
        settings: how to train.

    Attributes:
        done: number of steps made so far.
        error: the exception that the student's function raised, or None.
        parameters, moment, variance: (P,) in NumPy, the parameters and Adam's two averages, one after the other.
    """

    def __init__(self, model, data, loss, settings: Settings):
        self.model, self.data, self.loss, self.settings = model, data, loss, settings
        self.weights = list(model.parameters())
        self.adam = torch.optim.Adam(self.weights, lr=settings.learning_rate)
        self.done, self.error = 0, None

    def run(self, starts: np.ndarray, rates: np.ndarray, alphas: np.ndarray | None = None) -> tuple[np.ndarray, int]:
        """Make steps until the loss is not finite or the student's function raises.

        Args:
            starts: (steps, B), where the windows of every step begin.
            rates: (steps,), learning rates.
            alphas: (steps,), strengths of generalised teacher forcing; None for sparse teacher forcing.

        Returns:
            (losses, made): (made,) float32, and the number of steps made; `error` says what the function raised.
        """
        losses = []
        strengths = [None] * len(rates) if alphas is None else alphas.tolist()
        for row, rate, alpha in zip(starts, rates, strengths, strict=True):
            self.adam.param_groups[0]["lr"] = float(rate)
            self.adam.zero_grad()
            try:
                value = self._gradient(*batch(self.data, row, self.settings.sequence_length), alpha)
            except Exception as error:  # a student's function that fails on some later batch
                self.error = error
                break
            if not np.isfinite(value):
                break
            clip = self.settings.clip
            if clip and not torch.isfinite(torch.nn.utils.clip_grad_norm_(self.weights, clip)):
                break
            self.adam.step()
            self.done += 1
            losses.append(value)
        return np.array(losses, dtype=np.float32), len(losses)

    def _gradient(self, x, y, alpha):
        if self.loss is None:
            warmup = self.settings.t_warmup or 0
            value, gradients = engine.loss_and_grads(self.model, x, y, self.settings.t_forcing, warmup, alpha)
            for name, gradient in gradients.items():
                getattr(self.model, name).grad = gradient
            return value
        value = student_loss(self.loss, self.model, x, y, self.settings, alpha)
        value.backward()
        return float(value.detach())

    def write_back(self) -> None:
        """Leave the model without gradients; its parameters are trained in place."""
        self.adam.zero_grad()

    def _moments(self, key):
        return [self.adam.state[p].get(key, torch.zeros_like(p)) for p in self.weights]

    parameters = property(lambda self: _flat(self.weights))
    moment = property(lambda self: _flat(self._moments("exp_avg")))
    variance = property(lambda self: _flat(self._moments("exp_avg_sq")))

    def restore(self, parameters: np.ndarray, moment: np.ndarray, variance: np.ndarray, done: int) -> None:
        """Go on from a state that another trainer left.

        Args:
            parameters, moment, variance: (P,) each, as in the attributes.
            done: number of steps made before.
        """
        self.done, start = done, 0
        for p in self.weights:
            end = start + p.numel()
            values, first, second = (
                torch.from_numpy(v[start:end].copy()).reshape(p.shape) for v in (parameters, moment, variance)
            )
            with torch.no_grad():
                p.copy_(values)
            self.adam.state[p] = {"step": torch.tensor(float(done)), "exp_avg": first, "exp_avg_sq": second}
            start = end


def _flat(tensors):
    return torch.cat([t.detach().reshape(-1) for t in tensors]).cpu().numpy()
