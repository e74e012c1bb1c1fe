"""What is called and written down for each check of univariate. Runs on the student's side of the wall."""

from functools import partial

from autograder.labs.probes import record_fit, record_loss_of
from autograder.labs.univariate import OF_LINE, OF_POLYNOMIAL
from autograder.trace import Measure, Quantity
from autograder.worker import Given, Recorder, Student, parts

get_loss = partial(record_loss_of, function="get_loss", inputs=("y_", "y"))
fit_line = partial(record_fit, descent=OF_LINE)
fit_polynomial = partial(record_fit, descent=OF_POLYNOMIAL)


def analytic_gradients(student: Student, given: Given, record: Recorder) -> None:
    _record_slopes(record, "analytic_gradients", student.analytic_gradients(*given.tensors("x", "y", "w", "b")))


def autograd_gradients(student: Student, given: Given, record: Recorder) -> None:
    result = student.autograd_gradients(*given.tensors("x", "y"), *given.leaves("w", "b"))
    _record_slopes(record, "autograd_gradients", result)


def _record_slopes(record: Recorder, what: str, result: object) -> None:
    for name, slope in zip(("gw", "gb"), parts(what, result, ("gw", "gb")), strict=True):
        record.number(name, slope)


def gradient_step(student: Student, given: Given, record: Recorder) -> None:
    result = student.gradient_step(*given.leaves("w", "b"), *given.tensors("gw", "gb"), given["lr"])
    for name, parameter in zip("wb", parts("gradient_step", result, "wb"), strict=True):
        record.number(Quantity(name, Measure.PARAMETER, step=1), parameter)
