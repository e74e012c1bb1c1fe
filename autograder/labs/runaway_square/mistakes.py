"""What goes wrong in runaway_square. The judge's side only."""

import torch

from autograder.labs.faulty import FAULTS_OF_ONE, descend
from autograder.labs.mistake import Mistake


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


def _rate_of_walk(runs):
    case, student, right = runs[0]
    walked, due = (trace["x[{}]"] for trace in (student, right))
    if len(walked) < 2:
        return None
    return float(case.values["lr"] * (walked[1] - walked[0]) / (due[1] - due[0]))


MISTAKES = (
    *(
        Mistake(slug, "descend", {"descend": walker(**fault)})
        for slug, faults in FAULTS_OF_ONE.items()
        for fault in faults
        if "late" not in fault  # a walk holds no losses
    ),
    Mistake(
        "wrong-rate",
        "descend",
        lambda rate: {"descend": lambda x, y_true, lr, steps: walker()(x, y_true, rate, steps)},
        fit=_rate_of_walk,
    ),
)
