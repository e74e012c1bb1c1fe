"""What goes wrong in roller_coaster, and keeps coming back in class. The judge's side only."""

import torch

from autograder.labs.answers.faulty import FAULTS_OF_ONE, LOSSES, UPDATES, descend, mean_squared_error
from autograder.labs.answers.mistake import Mistake

# What half of one update, or the wrong way, does to a function that makes a single one.
IN_ONE_STEP = {
    **{slug: {"update": UPDATES[slug][0]} for slug in ("ascent", "no-factor-two", "zero-before-step")},
    "loss-after-update": {"late": True},
}


def parabola(t, params):
    a, b, c = params
    return a * t**2 + b * t + c


def mean_absolute_error(preds, targets):
    return (preds - targets).abs().mean()


# slug -> absolute errors of `(preds, targets)`, one per numeric form.
ABSOLUTE_LOSSES = {
    "sum-not-mean": [lambda preds, targets: (preds - targets).abs().sum()],
    "no-square": LOSSES["no-square"],
    "n-minus-one": [lambda preds, targets: (preds - targets).abs().sum() / (preds.numel() - 1)],
    "broadcast-trap": [lambda preds, targets: (preds.reshape(-1, 1) - targets.reshape(1, -1)).abs().mean()],
}


def fitter(loss=mean_squared_error, **fault):
    """Return a fit with one fault that leaves the given parameters alone."""

    def fit(x, y, params, lr, steps):
        (fitted,), losses = descend(lambda params: loss(parabola(x, params), y), [params], lr, steps, **fault)
        return fitted, losses

    return fit


def moving_the_given(fit):
    """Return a fit that moves the parameters that it was given, as well."""

    def fit_in_place(x, y, params, lr, steps):
        fitted, losses = fit(x, y, params, lr, steps)
        params.data.copy_(fitted.data)
        return fitted, losses

    return fit_in_place


def stepper(loss=mean_squared_error, **fault):
    """Return an `apply_step` with one fault."""

    def apply_step(params, time, speed, lr):
        fitted, losses = fitter(loss, **fault)(time, speed, params, lr, 1)
        return fitted, losses[0]

    return apply_step


def leaving_the_gradient(params, time, speed, lr):
    """An `apply_step` that clears nothing: the second from the same parameters moves by both gradients."""
    loss = mean_squared_error(parabola(time, params), speed)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    return params, loss.item()


def floor_by(loss):
    """Return a `best_quadratic` that finds the optimum and measures it by another loss."""

    def best_quadratic(time, speed):
        t, v = time.detach().cpu().double().reshape(-1), speed.detach().cpu().double().reshape(-1)
        columns = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
        params = torch.linalg.lstsq(columns, v[:, None]).solution[:, 0]
        return params.to(time), loss(columns @ params, v).item()

    return best_quadratic


def _all():
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "mse", {"mse": loss})
            yield Mistake(slug, "apply_step", {"apply_step": stepper(loss)})
            yield Mistake(slug, "fit_speed", {"fit_speed": fitter(loss)})
            # At the optimum the errors cancel: their mean is 0, squared or not.
            if slug != "square-of-mean":
                yield Mistake(slug, "best_quadratic", {"best_quadratic": floor_by(loss)})
    for slug, losses in ABSOLUTE_LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "mae", {"mae": loss})
            yield Mistake(slug, "fit_mae", {"fit_mae": fitter(loss)})
    yield Mistake("no-zero-grad", "apply_step", {"apply_step": leaving_the_gradient})
    for slug, fault in IN_ONE_STEP.items():
        yield Mistake(slug, "apply_step", {"apply_step": stepper(**fault)})
    for slug, faults in FAULTS_OF_ONE.items():
        for fault in faults:
            yield Mistake(slug, "fit_speed", {"fit_speed": fitter(**fault)})
            yield Mistake(slug, "fit_speed", {"fit_speed": moving_the_given(fitter(**fault))})
            if slug != "no-factor-two":  # an absolute error's gradient has no 2
                yield Mistake(slug, "fit_mae", {"fit_mae": fitter(mean_absolute_error, **fault)})


MISTAKES = tuple(_all())
