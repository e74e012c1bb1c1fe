"""The mistake that has a free number: a rate that somebody fixed. What it leads to is worked out from a survey's numbers.

The numbers are a loss's derivatives at the start, so neither a solution nor a line of the function is needed.
"""

import itertools
import math
from dataclasses import replace

import numpy as np

from autograder.judge.tolerance import ROUNDING
from autograder.labs.answers.landscape import CREASED, UPDATES
from autograder.trace.report import Trace

SLUG = "wrong-rate"
# A slope below this tells no rate.
FLAT = 1e-6


def at_a_fixed_rate(cases, traces, right, surveys):
    """Return `[("wrong-rate", traces)]`, or `[]` where the student's first updates show no rate.

    The most precise case is looked at first: the rate that is found there has to hold in the others.
    """
    runs = list(zip(cases, traces, right, surveys, strict=True))
    try:
        rate = _rate(*max(runs, key=lambda run: run[0].dtype == "float64"))
        return [(SLUG, tuple(_trace_at(rate, case, due, survey) for case, _, due, survey in runs))]
    except (LookupError, ValueError, TypeError, ArithmeticError):
        return []  # a trace can hold anything


def _rate(case, trace, right, survey):
    """Return what the start has to move by along its slope to be where the student was after one update."""
    ground = _Ground(survey)
    moved = ground.start - _after_one_update(trace, ground.names)
    _, slope = ground.look(1, ground.start)
    largest = np.abs(slope).argmax()
    if moved.shape != slope.shape or abs(slope[largest]) < FLAT:
        raise ValueError("no rate")
    return float(moved[largest] / slope[largest])


def _after_one_update(trace, names):
    """Return the student's parameters after one update, as one vector, from whatever the check writes down of them."""
    for whole in ("path", "x[{}]"):
        if whole in trace:
            return np.ravel(trace[whole][1]).astype(np.float64)
    told = [f"{name} after 1 update" if f"{name} after 1 update" in trace else name for name in names]
    return np.concatenate([np.ravel(trace[name]) for name in told]).astype(np.float64)


def _trace_at(rate, case, right, survey):
    """Return the right trace with the numbers of a descent that moves by `rate`, whatever it was told."""
    ground = _Ground(survey)
    with np.errstate(all="ignore"):  # a walk may run away
        positions, losses = ground.walk(rate)
        values = dict(ground.told(positions, losses, case.values["lr"]))
    return Trace(tuple(_changed(entry, *values.get(entry.name, (entry.value, None))) for entry in right.entries))


def _changed(entry, value, size):
    """Return an entry with another value, and with the rounding of numbers of that size."""
    resolution = entry.resolution if size is None else float(ROUNDING * size)
    return replace(entry, value=value.reshape(entry.value.shape), resolution=resolution)


class _Ground:
    """A survey, read: the parameters' names and shapes, the start as one vector, the derivatives by step."""

    def __init__(self, survey):
        grouped = {step: list(group) for step, group in itertools.groupby(survey.entries, lambda entry: entry.step)}
        parameters = {entry.name: entry.value for entry in grouped.pop(0)}
        self.updates = int(parameters.pop(UPDATES))
        self.names, self.shapes = list(parameters), [value.shape for value in parameters.values()]
        self.start = np.concatenate([value.ravel() for value in parameters.values()])
        self._creased = any(entry.name.startswith(CREASED) for entry in survey.entries)
        self._derivatives = {step: [entry.value for entry in group] for step, group in grouped.items()}

    def look(self, step, point):
        """Return `(loss, slope)` of update `step` at a point: Taylor's sum."""
        away, derivatives = point - self.start, self._derivatives[max(s for s in self._derivatives if s <= step)]
        heights, slopes = np.array(derivatives[0]), np.zeros((len(derivatives[0]), len(point)))
        for order, derivative in enumerate(derivatives[1:], start=1):
            for _ in range(order - 1):
                derivative = derivative @ away
            slopes += derivative / math.factorial(order - 1)
            heights += derivative @ away / math.factorial(order)
        if self._creased:
            return np.abs(heights).sum(), np.sign(heights) @ slopes
        return heights.sum(), slopes.sum(axis=0)

    def walk(self, rate):
        """Return the positions `(updates + 1, n)` and the losses before each update."""
        positions, heights = [self.start], []
        for step in range(1, self.updates + 1):
            height, slope = self.look(step, positions[-1])
            heights.append(height)
            positions.append(positions[-1] - rate * slope)
        return np.array(positions), np.array(heights)

    def told(self, positions, losses, lr):
        """Yield `(name, (value, size))` of all that a check may write down of a walk.

        Parameters that run away share the rounding of the largest, and gradients that of the parameters they lead from
        and to: that is the size. It is None where a number has no rounding but its own.
        """
        sizes = np.maximum.accumulate(np.nan_to_num(np.abs(positions)).max(axis=1))
        yield "loss", (losses, None)
        for step, loss in enumerate(losses, start=1):
            yield f"loss at step {step}", (loss, None)
        yield "path", (positions, None)
        yield "x[{}]", (positions[:, 0], None)
        pieces = np.split(positions, np.cumsum([math.prod(shape) for shape in self.shapes])[:-1], axis=1)
        for name, piece in zip(self.names, pieces, strict=True):
            yield name, (piece[-1], sizes[-1])
            for step, (before, after) in enumerate(itertools.pairwise(piece), start=1):
                yield f"gradient of {name} at step {step}", ((before - after) / lr, sizes[step] / lr)
                yield f"{name} after {step} update{'s' if step != 1 else ''}", (after, sizes[step])
