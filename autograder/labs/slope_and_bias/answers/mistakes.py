"""What goes wrong in slope_and_bias, and keeps coming back in class. The judge's side only."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import torch
from torch import Tensor

from autograder.labs.answers.faulty import (
    LINES,
    LOSSES_OF_BOTH_SHAPES,
    Loss,
    Mistake,
    Model,
    fitter,
    forms,
    line,
    mse,
    without_start,
    wrong_fits,
)

Grids: TypeAlias = tuple[Tensor, Tensor, Tensor]


def surface(predict: Model = line, loss: Loss = mse) -> Callable[..., Grids]:
    """Return an `error_surface` of another line, or of another loss."""

    def error_surface(X: Tensor, Y: Tensor, w_range: float, b_range: float, n_samples: int) -> Grids:
        slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
        biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
        W, B = torch.meshgrid(slopes, biases, indexing="ij")
        at_every_point = torch.vmap(torch.vmap(lambda w, b: loss(predict(X, w, b), Y)))
        return W, B, at_every_point(W, B)

    return error_surface


def path(**fault: Any) -> Callable[..., Tensor]:
    """Return a `descent_path` with one fault; one run per row, so that faults which add up over updates show."""

    def descent_path(X: Tensor, Y: Tensor, w: Tensor, b: Tensor, lr: float, iters: int) -> Tensor:
        count = iters + fault.get("extra", 0)
        train = fitter(**{**fault, "extra": 0})
        ends = [(w, b), *(train(X, Y, w, b, lr, updates)[:2] for updates in range(1, count + 1))]
        rows = [torch.stack([w.detach(), b.detach()]) for w, b in ends]
        return torch.stack(rows[-1:] * len(rows) if fault.get("shared") else rows)

    return descent_path


# Losses alone do not tell which of these keeps them what they were; a path does not tell what halved its gradients.
ALIKE_IN_LOSSES = ("stale-predictions", "restart-each-step", "zero-before-step")
ALIKE_ON_A_PATH = ("no-factor-two", "half-mse")


def mistakes() -> Iterator[Mistake]:
    for slug, arguments in wrong_fits():
        yield Mistake(slug, "train_model", fitter(**arguments))
        if slug not in ALIKE_IN_LOSSES:
            yield Mistake(slug, "compare_learning_rates", fitter(**arguments), "train_model")
        if "late" not in arguments and slug not in ALIKE_ON_A_PATH:  # a path holds no losses
            yield Mistake(slug, "descent_path", path(**arguments))
    for more in (0, 1):
        yield Mistake("start-missing", "descent_path", without_start(path(extra=more)))
    for slug, loss in forms(LOSSES_OF_BOTH_SHAPES):
        yield Mistake(slug, "criterion", loss)
        yield Mistake(slug, "error_surface", surface(loss=loss))
    for slug, predict in forms(LINES):
        yield Mistake(slug, "forward", predict)
        yield Mistake(slug, "error_surface", surface(predict))
