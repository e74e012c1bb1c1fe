"""Look at a loss function from outside: its value, and the gradient that a descent would get from it."""

import torch

from autograder.errors import Unfit
from autograder.trace.quantity import Measure, Quantity
from autograder.worker.recording import Recorder


def record_loss(record: Recorder, loss: object, leaf: torch.Tensor) -> None:
    """Record a 0-d loss and its gradient. `leaf` is what it was computed from.

    No dtype is promised of a loss: one that was computed in float64 is right work.
    """
    tensor = record.tensor(Quantity(measure=Measure.LOSS), loss, any_dtype=True)
    if not tensor.requires_grad:
        raise Unfit("the loss", "a tensor that can be differentiated", "one that carries no gradient")
    (gradient,) = torch.autograd.grad(tensor.sum(), leaf, allow_unused=True)
    record.grid(Quantity("the loss", Measure.GRADIENT), torch.zeros_like(leaf) if gradient is None else gradient)
