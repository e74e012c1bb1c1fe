"""The probe of every function that fits a model: `f(*inputs, *parameters, lr, updates)` returns `(*parameters, losses)`."""

from collections.abc import Iterable, Sequence

import torch

from autograder.labs.pictures import Descent
from autograder.worker import EARLY, Given, Recorder, Student, parts, record_descent


def record_fit(
    student: Student, given: Given, record: Recorder, descent: Descent, early: Iterable[int] | None = None
) -> tuple[torch.Tensor, ...]:
    """Record a descent, after the updates `early` and after the last; return the parameters that were handed over."""
    function = getattr(student, descent.function)
    handed_over: list[tuple[torch.Tensor, ...]] = []

    def run(updates: int) -> tuple[Sequence[object], object]:
        parameters = given.leaves(*descent.parameters)
        handed_over.append(parameters)
        result = function(*given.tensors(*descent.inputs), *parameters, given["lr"], updates)
        *fitted, losses = parts(descent.function, result, (*descent.parameters, "losses"))
        return fitted, losses

    start = {name: given.array(name) for name in descent.parameters}
    early = early or (EARLY if given.published else EARLY[:1])
    record_descent(record, run, start, given["lr"], given[descent.updates], early)
    return handed_over[0]


def record_path(student: Student, given: Given, record: Recorder, descent: Descent) -> tuple[torch.Tensor, ...]:
    """Record the same descent with every update looked at: for pictures."""
    return record_fit(student, given, record, descent, range(1, given[descent.updates]))
