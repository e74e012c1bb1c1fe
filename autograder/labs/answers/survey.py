"""Take down a landscape as numbers: the derivatives of its loss at the start of a descent."""

from dataclasses import replace

import numpy as np
import torch

from autograder.labs.answers.landscape import CREASED, SMOOTH, UPDATES
from autograder.trace.report import Entry, Trace
from autograder.worker.given import Given

# Beyond the fourth, the derivatives of every loss in the labs are 0.
DEEPEST = 4


def survey(landscape, case):
    """Return the `Trace` of a case's numbers, in float64: the start, then the derivatives that hold from a step on."""
    case = replace(case, dtype="float64")
    start = {name: _start(name, case) for name in landscape.parameters}
    losses = landscape.losses(Given(case))
    entries = [Entry(name, "grid", value) for name, value in start.items()]
    entries.append(Entry(UPDATES, "number", np.float64(len(losses))))
    kind, known = CREASED if landscape.creased else SMOOTH, None
    for step, loss in enumerate(losses, start=1):
        if loss is not known:
            found = _derivatives(
                _of_one_vector(loss, start), np.concatenate([value.ravel() for value in start.values()])
            )
            entries += [Entry(f"{kind} {order}", "grid", value, step=step) for order, value in enumerate(found)]
            known = loss
    return Trace(tuple(entries))


def _start(name, case):
    value = case.arrays[name] if name in case.arrays else case.values[name]
    return np.asarray(value, dtype=np.float64)


def _of_one_vector(loss, start):
    """Return a loss of several parameters as a function of a single vector that returns one, `(n,)` to `(m,)`."""
    sizes = [value.size for value in start.values()]

    def of_vector(vector):
        parameters = zip(vector.split(sizes), start.values(), strict=True)
        return loss(*(piece.reshape(value.shape) for piece, value in parameters)).reshape(-1)

    return of_vector


def _derivatives(function, start):
    """Return `[value (m,), slope (m, n), curvature (m, n, n), …]` up to the last that is not 0."""
    point, found = torch.tensor(start), []
    for _ in range(DEEPEST + 1):
        found.append(function(point).detach().numpy())
        function = torch.func.jacrev(function)
    while not found[-1].any():
        found.pop()
    return found
