"""Switches of the whole process that a line in any cell can turn: number format, device, how errors are treated.

A check, the preflight and the grader call a student's function with all of them as they are when Python starts, so
that the three say the same. A cell is run with what the cells before it have set.
"""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch


@dataclass(frozen=True)
class Modes:
    """The switches at one moment.

    Attributes:
        dtype, device: torch's default number format, and its default device (None where none was set).
        errors: what numpy does about overflows and the like, see `np.seterr`.
        anomaly, deterministic: torch's switches of that name.
        gradients, inference: whether torch keeps graphs, and whether it never will.
    """

    dtype: torch.dtype = torch.float32
    device: torch.device | None = None
    errors: tuple = (("divide", "warn"), ("invalid", "warn"), ("over", "warn"), ("under", "ignore"))
    anomaly: bool = False
    deterministic: bool = False
    gradients: bool = True

    @classmethod
    def now(cls) -> "Modes":
        """The switches as they are."""
        return cls(
            torch.get_default_dtype(), _default_device(), tuple(sorted(np.geterr().items())),
            torch.is_anomaly_enabled(), torch.are_deterministic_algorithms_enabled(), torch.is_grad_enabled(),
        )  # fmt: skip

    def apply(self) -> None:
        """Turn the switches to this."""
        torch.set_default_dtype(self.dtype)
        if _default_device() != self.device:
            torch.set_default_device(self.device)
        np.seterr(**dict(self.errors))
        if torch.is_anomaly_enabled() != self.anomaly:
            torch.autograd.set_detect_anomaly(self.anomaly)
        # To be asked, torch imports its compiler, which takes as long as torch itself.
        if torch.are_deterministic_algorithms_enabled() != self.deterministic:
            torch.use_deterministic_algorithms(self.deterministic)
        torch.set_grad_enabled(self.gradients)

    def changed(self) -> list[str]:
        """In words, what differs from a Python that has just started."""
        fresh, found = Modes(), []
        if self.dtype != fresh.dtype:
            found.append(f"torch.set_default_dtype({self.dtype})")
        if self.device != fresh.device:
            found.append(f"torch.set_default_device({str(self.device)!r})")
        plain = dict(fresh.errors)
        found += [f"np.seterr({name}={value!r})" for name, value in self.errors if value != plain[name]]
        if self.anomaly:
            found.append("torch.autograd.set_detect_anomaly(True)")
        if self.deterministic:
            found.append("torch.use_deterministic_algorithms(True)")
        if not self.gradients:
            found.append("torch.set_grad_enabled(False)")
        # Libraries turn single messages of theirs into errors.
        if any(action == "error" and not message and not module and kind in (Warning, UserWarning, RuntimeWarning)
               for action, message, kind, module, _ in warnings.filters):  # fmt: skip
            found.append('warnings.simplefilter("error")')
        return found


def _default_device():
    """The device that was set as the default. torch's own question makes a tensor there, which may not be possible."""
    context = getattr(getattr(torch, "_GLOBAL_DEVICE_CONTEXT", None), "device_context", None)
    return getattr(context, "device", None)


@contextlib.contextmanager
def fresh(dtype: torch.dtype = torch.float32) -> Iterator[None]:
    """All switches as in a Python that has just started, and no warnings, for the length of a block.

    Args:
        dtype: the default number format inside; an author computes fingerprints in float64.
    """
    before = Modes.now()
    try:
        Modes(dtype=dtype).apply()
        with warnings.catch_warnings(), np.errstate(all="ignore"), torch.inference_mode(False):
            warnings.simplefilter("ignore")
            # Inside, since leaving inference mode leaves gradients as they are.
            torch.set_grad_enabled(True)
            yield
    finally:
        before.apply()
