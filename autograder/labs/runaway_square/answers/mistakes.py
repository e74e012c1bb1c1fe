"""What goes wrong in runaway_square. The judge's side only."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

from autograder.labs.answers.faulty import FAULTS_OF_ONE, Forms, Mistake, descend, forms, without_start


def descent(**fault: Any) -> Callable[..., list[float]]:
    """Return a `descend` with one fault; one run per value, so that faults which add up over updates show."""

    def descend_wrongly(x: float, y_true: float, lr: float, steps: int) -> list[float]:
        start = torch.tensor(float(x))
        updates = range(1, steps + fault.get("extra", 0) + 1)
        one_run = {**fault, "extra": 0}
        ends = [descend([lambda x: (x**2 - y_true) ** 2] * k, [start], lr, **one_run)[0][0] for k in updates]
        path = [float(x), *(end.item() for end in ends)]
        return path[-1:] * len(path) if fault.get("shared") else path

    return descend_wrongly


# slug -> slopes of f at x over a distance h, one per numeric form.
SLOPES: Forms = {
    "one-sided": [lambda f, x, h=1e-3: (f(x + h) - f(x)) / h, lambda f, x, h=1e-3: (f(x) - f(x - h)) / h],
    "wrong-distance": [
        lambda f, x, h=1e-3: (f(x + h) - f(x - h)) / h,
        lambda f, x, h=1e-3: (f(x + h) - f(x - h)) / 2 * h,
        lambda f, x, h=1e-3: (f(x + h) - f(x)) / (2 * h),
    ],
}


def mistakes() -> Iterator[Mistake]:
    for slug, slope in forms(SLOPES):
        yield Mistake(slug, "numerical_gradient", slope)
    for more in (0, 1):
        yield Mistake("start-missing", "descend", without_start(descent(extra=more)))
    for slug, fault in forms(FAULTS_OF_ONE):
        if "late" not in fault:  # a series of x holds no losses
            yield Mistake(slug, "descend", descent(**fault))
