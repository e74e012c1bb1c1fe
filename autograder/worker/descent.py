"""Look at a descent from outside: run it for 1, 2, 3 … n updates and see every parameter it must have had.

And at a loss function: its value, and the gradient that a descent would get from it.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import torch

from autograder.errors import Unfit
from autograder.trace.quantity import LOSSES, Counted, Measure, Quantity
from autograder.worker.given import Given
from autograder.worker.recording import Recorder, as_array, as_number, as_series

# What a descent returns after so many updates: `([parameter, …], losses)`.
Run: TypeAlias = Callable[[int], tuple[Sequence[object], object]]
# The relative rounding of one number of a way through float32, which is right whatever the inputs are in.
ROUNDING = float(np.finfo(np.float32).eps)
# The parameters are looked at after these many updates, and after the last: enough to see a gradient, its sum with the
# one before, and what comes of it.
EARLY = (1, 2, 3)


def record_descent(
    record: Recorder, given: Given, names: Sequence[str], run: Run, updates: int, every_update: bool = False
) -> None:
    """Record the losses, the parameters and the gradients that must have led from one to the next.

    `names` are those of the parameters, in the order in which `run` returns them. They are looked at after a few early
    updates and the last, or after every one. The gradient of step k is `(p[k-1] - p[k]) / lr`: whatever the code calls it,
    that is what it moved by.
    """
    early = range(1, updates) if every_update else EARLY if given.published else EARLY[:1]
    last, losses = run(updates)
    record.series(LOSSES, losses)
    lr, before = given["lr"], {name: np.asarray(given.array(name), dtype=np.float64) for name in names}
    for step in range(1, updates):
        if step not in early:
            break
        parameters, early_losses = run(step)
        count = Quantity("the number of losses", step=step, counted=Counted.UPDATES)
        record.count(count, len(as_series(LOSSES.plural, early_losses)[0]))
        after = _read(before, parameters)
        for name, (value, precision) in after.items():
            if value.shape == before[name].shape:
                gradient = (before[name] - value) / lr
                resolution = ROUNDING * max(np.abs(before[name]).max(), np.abs(value).max()) / lr
                record.array(Quantity(name, Measure.GRADIENT, step, Counted.STEP), gradient, precision, resolution)
        _record_parameters(record, after, step)
        before = {name: value for name, (value, _) in after.items()}
    _record_parameters(record, _read(before, last), updates)


def record_loss(record: Recorder, loss: object, leaf: torch.Tensor) -> None:
    """Record a 0-d loss and its gradient. `leaf` is what it was computed from.

    No dtype is promised of a loss: one that was computed in float64 is right work.
    """
    tensor = record.tensor(Quantity(measure=Measure.LOSS), loss, any_dtype=True)
    if not tensor.requires_grad:
        raise Unfit("the loss", "a tensor that can be differentiated", "one that carries no gradient")
    (gradient,) = torch.autograd.grad(tensor.sum(), leaf, allow_unused=True)
    record.grid(Quantity("the loss", Measure.GRADIENT), torch.zeros_like(leaf) if gradient is None else gradient)


def after_updates(name: str, updates: int) -> Quantity:
    """Return what a parameter is after so many updates."""
    return Quantity(name, Measure.PARAMETER, updates, Counted.UPDATES)


def _read(shapes: dict[str, np.ndarray], values: Sequence[object]) -> dict[str, tuple[np.ndarray, str]]:
    read = {}
    for (name, like), value in zip(shapes.items(), values, strict=True):
        number_or_array, precision = as_number(name, value) if like.ndim == 0 else as_array(name, value)
        read[name] = np.asarray(number_or_array, dtype=np.float64), precision
    return read


def _record_parameters(record: Recorder, parameters: dict[str, tuple[np.ndarray, str]], step: int) -> None:
    for name, (value, precision) in parameters.items():
        record.array(after_updates(name, step), value, precision)
