"""Look at a loss function from outside: its value, and the gradient that a descent would get from it."""

import torch

from autograder.worker.recording import Unfit


def record_loss(record, loss, preds):
    """Record a 0-d loss and its gradient. `preds` is the leaf of predictions that it was computed from."""
    loss = record.tensor("loss", loss)
    if not loss.requires_grad:
        raise Unfit("the loss", "a tensor that can be differentiated", "one that carries no gradient")
    (gradient,) = torch.autograd.grad(loss.sum(), preds, allow_unused=True)
    record.grid("gradient of the loss", torch.zeros_like(preds) if gradient is None else gradient)
