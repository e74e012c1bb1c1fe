"""Look at a loss function from outside: its value, and the gradient that a descent would get from it."""

import torch

from autograder.errors import Unfit


def record_loss(record, loss, leaf):
    """Record a 0-d loss and its gradient. `leaf` is what it was computed from.

    No dtype is promised of a loss: one that was computed in float64 is right work.
    """
    loss = record.tensor("loss", loss, any_dtype=True)
    if not loss.requires_grad:
        raise Unfit("the loss", "a tensor that can be differentiated", "one that carries no gradient")
    (gradient,) = torch.autograd.grad(loss.sum(), leaf, allow_unused=True)
    record.grid("gradient of the loss", torch.zeros_like(leaf) if gradient is None else gradient)
