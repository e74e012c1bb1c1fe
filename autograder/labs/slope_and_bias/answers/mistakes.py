"""What goes wrong in slope_and_bias, and keeps coming back in class. The judge's side only."""

import torch

from autograder.labs.answers.faulty import FAULTS, LINES, LOSSES, descend, line, mean_squared_error
from autograder.labs.answers.mistake import Mistake

TRAINED = ("train_model", "compare_learning_rates", "descent_path")


def trainer(predict=line, loss=mean_squared_error, **fault):
    """Return a `train_model` with one fault."""

    def train_model(X, Y, w, b, lr, iters):
        parameters, losses = descend(lambda w, b: loss(predict(X, w, b), Y), (w, b), lr, iters, **fault)
        return (*parameters, losses)

    return train_model


def surface(predict=line, loss=mean_squared_error):
    """Return an `error_surface` of another line, or of another loss."""

    def error_surface(X, Y, w_range, b_range, n_samples):
        slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
        biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
        W, B = torch.meshgrid(slopes, biases, indexing="ij")
        at_every_point = torch.vmap(torch.vmap(lambda w, b: loss(predict(X, w, b), Y)))
        return W, B, at_every_point(W, B)

    return error_surface


def runs_that_share_parameters(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        w, b, losses = trainer()(X, Y, w, b, rate, iters)
        series.append(losses)
    return series


def runs_that_move_what_was_given(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        w_end, b_end, losses = trainer()(X, Y, w, b, rate, iters)
        w.data, b.data = w_end.data, b_end.data
        series.append(losses)
    return series


def path(**fault):
    """Return a `descent_path` with one fault; one run per row, so that faults which add up over updates show."""

    def descent_path(X, Y, w, b, lr, iters):
        rows = iters + fault.get("extra", 0)
        train = trainer(**{**fault, "extra": 0})
        ends = [(w, b), *(train(X, Y, w, b, lr, updates)[:2] for updates in range(1, rows + 1))]
        rows = [torch.stack([w.detach(), b.detach()]) for w, b in ends]
        return torch.stack(rows[-1:] * len(rows) if fault.get("shared") else rows)

    return descent_path


def _in_training(slug, **fault):
    """Yield a fault in each of the functions that train."""
    yield Mistake(slug, "train_model", {"train_model": trainer(**fault)})
    yield Mistake(slug, "compare_learning_rates", {"train_model": trainer(**fault)})
    if "late" not in fault:  # a path holds no losses
        yield Mistake(slug, "descent_path", {"descent_path": path(**fault)})


def _all():
    for slug, faults in FAULTS.items():
        for fault in faults:
            yield from _in_training(slug, **fault)
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "criterion", {"criterion": loss})
            yield Mistake(slug, "error_surface", {"error_surface": surface(loss=loss)})
            yield from _in_training(slug, loss=loss)
    for slug, predict in LINES.items():
        yield Mistake(slug, "forward", {"forward": predict})
        yield Mistake(slug, "error_surface", {"error_surface": surface(predict)})
        yield from _in_training(slug, predict=predict)
    for runs in (runs_that_share_parameters, runs_that_move_what_was_given):
        yield Mistake("continued-run", "compare_learning_rates", {"compare_learning_rates": runs})


MISTAKES = tuple(_all())
