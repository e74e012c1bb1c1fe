"""What goes wrong in runaway_square. The judge's side only."""

import torch

from autograder.labs.faulty import descend as faulty_descend
from autograder.labs.mistake import Mistake


def walker(**fault):
    """Return a `descend` with one fault."""

    def descend(x, y_true, lr, steps):
        start = torch.tensor(float(x))
        path = [float(x)]
        # The walk is wanted and not its losses, so it is run once for every length.
        extra = fault.get("extra", 0)
        for updates in range(1, steps + extra + 1):
            (position,), _ = faulty_descend(
                lambda x: (x**2 - y_true) ** 2, [start], lr, updates, **{**fault, "extra": 0}
            )
            path.append(position.item())
        return path

    return descend


def walker_at(rate):
    """Return a `descend` that moves by `rate`, whatever it is told."""
    return lambda x, y_true, lr, steps: walker()(x, y_true, rate, steps)


def _rate_of_walk(runs):
    case, student, right = runs[0]
    walked, due = (trace["x after {} updates"] for trace in (student, right))
    if len(walked) < 2:
        return None
    return float(case.values["lr"] * (walked[1] - walked[0]) / (due[1] - due[0]))


MISTAKES = [
    Mistake("no-zero-grad", "descend", {"descend": walker(clear=False)}),
    Mistake("ascent", "descend", {"descend": walker(uphill=True)}),
    Mistake("off-by-one", "descend", {"descend": walker(extra=1)}),
    Mistake("off-by-one", "descend", {"descend": walker(extra=-1)}),
    Mistake("wrong-rate", "descend", lambda rate: {"descend": walker_at(rate)}, fit=_rate_of_walk),
]
