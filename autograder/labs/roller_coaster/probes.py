"""What is called and written down for each check of roller_coaster. Runs on the student's side of the wall."""

from functools import partial

import torch

from autograder.errors import Unfit
from autograder.labs.probes import record_fit, record_loss_of
from autograder.labs.roller_coaster import OF_MAE, OF_SPEED
from autograder.trace import Counted, Measure, Quantity
from autograder.worker import Given, Recorder, Student, after_updates, as_series, describe, parts

# Many parabolas are nearly as good as the best one, so rounding moves its parameters further than its loss.
LEEWAY_OF_THE_BEST = 10.0

mse = partial(record_loss_of, function="mse", inputs=("preds", "targets"))
mae = partial(record_loss_of, function="mae", inputs=("preds", "targets"))
fit_mae = partial(record_fit, descent=OF_MAE)
path_of_fit_speed = partial(record_fit, descent=OF_SPEED, every_update=True)


def f(student: Student, given: Given, record: Recorder) -> None:
    record.tensor("f", student.f(given.tensor("t"), given.leaf("params")))


def apply_step(student: Student, given: Given, record: Recorder) -> None:
    """Take a second step from what the first returned: what a step leaves behind shows in the next."""
    params = given.leaf("params")
    for step in (1, 2):
        result = student.apply_step(params, *given.tensors("time", "speed"), given["lr"])
        params, loss = parts("apply_step", result, ("params", "loss"))
        record.number(Quantity(measure=Measure.LOSS, step=step, counted=Counted.STEP), loss)
        values = record.grid(after_updates("params", step), params)
        if not _can_take_a_step(params):
            params = torch.tensor(values, dtype=given.dtype, device=given.device, requires_grad=True)


def _can_take_a_step(params: object) -> bool:
    """Tell whether params are a leaf that wants a gradient. A function may return others, and numbers that are none."""
    return isinstance(params, torch.Tensor) and params.is_leaf and params.requires_grad


def fit_speed(student: Student, given: Given, record: Recorder) -> None:
    (params,) = record_fit(student, given, record, OF_SPEED)
    record.tensor(Quantity("params", Measure.ARGUMENT), params)
    record.flag("the given params still want a gradient", params.requires_grad)


def best_quadratic(student: Student, given: Given, record: Recorder) -> None:
    params, loss = parts("best_quadratic", student.best_quadratic(*given.tensors("time", "speed")), ("params", "loss"))
    record.number(Quantity(measure=Measure.LOSS), loss)
    values, precision = as_series("params", params)
    if len(values) != 3:
        raise Unfit("params", "three numbers", describe(params))
    for name, value in zip("abc", values, strict=True):
        record.array(f"{name} of params", value, precision, leeway=LEEWAY_OF_THE_BEST)
