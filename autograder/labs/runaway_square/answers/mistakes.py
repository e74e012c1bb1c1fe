"""What goes wrong in runaway_square. The judge's side only."""

import torch

from autograder.labs.answers.faulty import FAULTS_OF_ONE, descend
from autograder.labs.answers.mistake import Mistake


def walker(**fault):
    """Return a `descend` with one fault; one run per value, so that faults which add up over updates show."""

    def walk(x, y_true, lr, steps):
        start = torch.tensor(float(x))
        updates = range(1, steps + fault.get("extra", 0) + 1)
        one_run = {**fault, "extra": 0}
        ends = [descend(lambda x: (x**2 - y_true) ** 2, [start], lr, k, **one_run)[0][0] for k in updates]
        path = [float(x), *(end.item() for end in ends)]
        return path[-1:] * len(path) if fault.get("shared") else path

    return walk


MISTAKES = tuple(
    Mistake(slug, "descend", {"descend": walker(**fault)})
    for slug, faults in FAULTS_OF_ONE.items()
    for fault in faults
    if "late" not in fault  # a walk holds no losses
)
