"""What is called and written down for each check of rough_ground. Runs on the student's side of the wall."""

from collections.abc import Sequence

import torch

from autograder.errors import Unfit
from autograder.labs.rough_ground import DEALS
from autograder.trace import Counted, Measure, Quantity
from autograder.worker import Given, Recorder, Student, describe, parts, record_descent


def acceptance_probability(student: Student, given: Given, record: Recorder) -> None:
    probability = student.acceptance_probability(given["old_loss"], given["new_loss"], given["temperature"])
    record.number("probability", probability)


def anneal(student: Student, given: Given, record: Recorder) -> None:
    dice = (list(given[name]) for name in ("proposals", "uniforms", "temperatures"))
    path = student.anneal(given.polynomial("loss"), given["x"], *dice)
    record.series(Quantity("x", Measure.PARAMETER, counted=Counted.STEPS), path)


def decayed_rate(student: Student, given: Given, record: Recorder) -> None:
    record.number("rate", student.decayed_rate(given["lr"], given["decay"], given["step"]))


def minibatches(student: Student, given: Given, record: Recorder) -> None:
    """Deal five times: twice from one seed, once more from the second one's generator, from another seed, from none."""
    seed, other_seed = given["seeds"]
    once, again, other = (torch.Generator().manual_seed(number) for number in (seed, seed, other_seed))
    torch.manual_seed(seed)
    for deal, generator in zip(DEALS, ((once,), (again,), (again,), (other,), ()), strict=True):
        batches = student.minibatches(*given.tensors("X", "Y"), given["batch_size"], *generator)
        if not issubclass(type(batches), list):
            raise Unfit("minibatches", "a list of (xb, yb)", describe(batches))
        batches = list(list.__iter__(batches))
        record.count(f"batches of the {deal}", len(batches))
        for number, batch in enumerate(batches, start=1):
            for name, part in zip(("xb", "yb"), parts(f"batch {number}", batch, ("xb", "yb")), strict=True):
                record.tensor(f"{name} {number} of the {deal}", part)


def sgd_epoch(student: Student, given: Given, record: Recorder) -> None:
    def run(updates: int) -> tuple[Sequence[object], object]:
        X, Y = (given.tensor(name).split(given["batch_sizes"]) for name in ("X", "Y"))
        batches = [(xb.clone(), yb.clone()) for xb, yb in zip(X, Y, strict=True)][:updates]
        result = student.sgd_epoch(batches, *given.leaves("w", "b"), given["lr"])
        *fitted, losses = parts("sgd_epoch", result, ("w", "b", "losses"))
        return fitted, losses

    record_descent(record, given, ("w", "b"), run, len(given["batch_sizes"]))
