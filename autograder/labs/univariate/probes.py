"""What is called and written down for each check of univariate. Runs on the student's side of the wall."""

from autograder.labs.fit_probe import record_fit
from autograder.labs.univariate import OF_LINE, OF_POLYNOMIAL
from autograder.trace import Measure, Quantity
from autograder.worker import Given, Recorder, Student, parts, record_loss


def get_loss(student: Student, given: Given, record: Recorder) -> None:
    y_, y = given.leaf("y_"), given.tensor("y")
    record_loss(record, student.get_loss(y_, y), y_)


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


def fit_line(student: Student, given: Given, record: Recorder) -> None:
    record_fit(student, given, record, OF_LINE)


def fit_polynomial(student: Student, given: Given, record: Recorder) -> None:
    record_fit(student, given, record, OF_POLYNOMIAL)
