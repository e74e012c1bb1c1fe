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
    result = student.analytic_gradients(*given.tensors("x", "y", "w", "b"))
    _record_two(record, "analytic_gradients", result, ("gw", "gb"))


def autograd_gradients(student: Student, given: Given, record: Recorder) -> None:
    result = student.autograd_gradients(*given.tensors("x", "y"), *given.leaves("w", "b"))
    _record_two(record, "autograd_gradients", result, ("gw", "gb"))


def gradient_step(student: Student, given: Given, record: Recorder) -> None:
    result = student.gradient_step(*given.leaves("w", "b"), *given.tensors("gw", "gb"), given["lr"])
    _record_two(record, "gradient_step", result, ("w", "b"), Measure.PARAMETER, 1)


def _record_two(
    record: Recorder, what: str, result: object, names: tuple[str, str], measure: Measure = Measure.VALUE, step: int = 0
) -> None:
    for name, value in zip(names, parts(what, result, names), strict=True):
        record.number(Quantity(name, measure, step), value)
