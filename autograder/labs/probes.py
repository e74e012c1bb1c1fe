"""Probes that several labs have; a lab's own `probes.py` says of what: `train = partial(record_fit, descent=TRAINING)`."""

from collections.abc import Sequence

import torch

from autograder.labs.pictures import Descent
from autograder.worker import Given, Recorder, Student, parts, record_descent, record_loss


def record_fit(
    student: Student, given: Given, record: Recorder, descent: Descent, every_update: bool = False
) -> tuple[torch.Tensor, ...]:
    """Record `f(*inputs, *parameters, lr, updates)`, which returns `(*parameters, losses)`; return what was handed over.

    Parameters are looked at after a few early updates and the last, or after every one: for pictures.
    """
    function, updates = getattr(student, descent.function), given[descent.updates]
    handed_over: list[tuple[torch.Tensor, ...]] = []

    def run(updates: int) -> tuple[Sequence[object], object]:
        parameters = given.leaves(*descent.parameters)
        handed_over.append(parameters)
        result = function(*given.tensors(*descent.inputs), *parameters, given["lr"], updates)
        *fitted, losses = parts(descent.function, result, (*descent.parameters, "losses"))
        return fitted, losses

    record_descent(record, given, descent.parameters, run, updates, every_update)
    return handed_over[0]


def record_loss_of(student: Student, given: Given, record: Recorder, function: str, inputs: tuple[str, str]) -> None:
    """Record `function(predictions, targets)`, a loss, and its gradient; `inputs` are the two's names in the case."""
    predictions, targets = given.watched(inputs[0]), given.tensor(inputs[1])
    record_loss(record, getattr(student, function)(predictions, targets), predictions)
