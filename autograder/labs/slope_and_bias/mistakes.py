"""What goes wrong in slope_and_bias, and keeps coming back in class. The judge's side only."""

import torch

from autograder.labs.faulty import descend, fixed_rate
from autograder.labs.mistake import Mistake

TRAINED = ("train_model", "compare_learning_rates", "descent_path")


def trainer(**fault):
    """Return a `train_model` with one fault."""

    def train_model(X, Y, w, b, lr, iters):
        parameters, losses = descend(lambda w, b: ((w * X + b - Y) ** 2).mean(), (w, b), lr, iters, **fault)
        return (*parameters, losses)

    return train_model


def trainer_at(rate):
    """Return a `train_model` that moves by `rate`, whatever it is told."""

    def train_model(X, Y, w, b, lr, iters):
        return trainer()(X, Y, w, b, rate, iters)

    return train_model


def line_with_bias_subtracted(x, w, b):
    return w * x - b


def sum_of_squares(yhat, y):
    return ((yhat - y) ** 2).sum()


def surface_of(predict, reduce):
    """Return an `error_surface` of another line, or of another loss."""

    def error_surface(X, Y, w_range, b_range, n_samples):
        slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
        biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
        W, B = torch.meshgrid(slopes, biases, indexing="ij")
        return W, B, reduce((predict(X.reshape(-1), W[..., None], B[..., None]) - Y.reshape(-1)) ** 2, dim=-1)

    return error_surface


def runs_that_share_parameters(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    series = []
    for rate in rates:
        w, b, losses = trainer()(X, Y, w, b, rate, iters)
        series.append(losses)
    return series


def path_trained_by(train_model):
    """Return a `descent_path` that uses one run of `train_model` per row: faults that add up over updates show."""

    def descent_path(X, Y, w, b, lr, iters):
        rows = [(w, b), *(train_model(X, Y, w, b, lr, updates)[:2] for updates in range(1, iters + 1))]
        return torch.stack([torch.stack([w.detach(), b.detach()]) for w, b in rows])

    return descent_path


def path_with_rows(extra):
    """Return a `descent_path` that is longer or shorter than asked."""

    def descent_path(X, Y, w, b, lr, iters):
        return path_trained_by(trainer())(X, Y, w, b, lr, iters + extra)

    return descent_path


def _rate_of_training(runs):
    case, student, right = runs[0]
    return fixed_rate(student, right, "gradient of w at step 1", case.values["lr"])


def _rate_of_path(runs):
    case, student, right = runs[0]
    if student["path"].shape != right["path"].shape:
        return None
    (moved, _), (due, _) = (trace["path"][1] - trace["path"][0] for trace in (student, right))
    return float(case.values["lr"] * moved / due)


def _faulty_training(slug, **fault):
    for function in TRAINED:
        train_model = trainer(**fault)
        if function == "descent_path":
            yield Mistake(slug, function, {"descent_path": path_trained_by(train_model)})
        else:
            yield Mistake(slug, function, {"train_model": train_model})


MISTAKES = [
    *_faulty_training("no-zero-grad", clear=False),
    *_faulty_training("ascent", uphill=True),
    *(Mistake("loss-after-update", name, {"train_model": trainer(late=True)}) for name in TRAINED[:2]),
    *(Mistake("off-by-one", name, {"train_model": trainer(extra=n)}) for name in TRAINED[:2] for n in (1, -1)),
    *(Mistake("off-by-one", "descent_path", {"descent_path": path_with_rows(extra)}) for extra in (1, -1)),
    Mistake("wrong-rate", "train_model", lambda rate: {"train_model": trainer_at(rate)}, fit=_rate_of_training),
    Mistake("wrong-rate", "descent_path", lambda rate: {"train_model": trainer_at(rate)}, fit=_rate_of_path),
    Mistake("continued-run", "compare_learning_rates", {"compare_learning_rates": runs_that_share_parameters}),
    *(Mistake("sum-not-mean", name, {"criterion": sum_of_squares}) for name in ("criterion", *TRAINED)),
    *(Mistake("bias-sign", name, {"forward": line_with_bias_subtracted}) for name in ("forward", *TRAINED)),
    Mistake("bias-sign", "error_surface", {"error_surface": surface_of(line_with_bias_subtracted, torch.mean)}),
    Mistake("sum-not-mean", "error_surface", {"error_surface": surface_of(lambda x, w, b: w * x + b, torch.sum)}),
]
