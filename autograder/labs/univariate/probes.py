"""What is called and written down for each check of univariate. Runs on the student's side of the wall."""

from autograder.labs.fit_probe import record_fit
from autograder.labs.univariate.descents import OF_LINE, OF_POLYNOMIAL
from autograder.trace.quantity import Measure, Quantity
from autograder.worker.loss import record_loss
from autograder.worker.recording import parts


def get_loss(student, given, record):
    y_, y = given.leaf("y_"), given.tensor("y")
    record_loss(record, student.get_loss(y_, y), y_)


def analytic_gradients(student, given, record):
    result = student.analytic_gradients(*given.tensors("x", "y", "w", "b"))
    _record_two(record, "analytic_gradients", result, ("gw", "gb"))


def autograd_gradients(student, given, record):
    result = student.autograd_gradients(*given.tensors("x", "y"), *given.leaves("w", "b"))
    _record_two(record, "autograd_gradients", result, ("gw", "gb"))


def gradient_step(student, given, record):
    result = student.gradient_step(*given.leaves("w", "b"), *given.tensors("gw", "gb"), given["lr"])
    _record_two(record, "gradient_step", result, ("w", "b"), Measure.PARAMETER, 1)


def _record_two(record, what, result, names, measure=Measure.VALUE, step=0):
    for name, value in zip(names, parts(what, result, names), strict=True):
        record.number(Quantity(name, measure, step), value)


def fit_line(student, given, record):
    record_fit(student, given, record, OF_LINE)


def fit_polynomial(student, given, record):
    record_fit(student, given, record, OF_POLYNOMIAL)
