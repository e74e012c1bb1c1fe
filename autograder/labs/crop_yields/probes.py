"""What is called and written down for each check of crop_yields. Runs on the student's side of the wall."""

from functools import partial

from autograder.labs.pictures import Descent
from autograder.labs.probes import record_fit, record_loss_of
from autograder.trace import Quantity
from autograder.worker import Given, Recorder, Student, parts

mse = partial(record_loss_of, function="mse", inputs=("preds", "targets"))
train = partial(record_fit, descent=Descent("train", ("inputs", "targets"), ("w", "b"), "epochs"))


def model(student: Student, given: Given, record: Recorder) -> None:
    record.tensor("predictions", student.model(given.tensor("x"), *given.leaves("w", "b")))


def gradients(student: Student, given: Given, record: Recorder) -> None:
    result = student.gradients(*given.tensors("inputs", "targets"), *given.leaves("w", "b"))
    for name, gradient in zip(("gw", "gb"), parts("gradients", result, ("gw", "gb")), strict=True):
        record.grid(name, gradient)


def loss_before_and_after(student: Student, given: Given, record: Recorder) -> None:
    result = student.loss_before_and_after(*given.tensors("inputs", "targets"), *given.leaves("w", "b"), given["lr"])
    before, after = parts("loss_before_and_after", result, ("before", "after"))
    record.number("the loss before the step", before)
    record.number(Quantity("the loss after the step", step=1), after)
