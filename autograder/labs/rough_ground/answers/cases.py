"""The inputs of rough_ground: a few chosen by hand, and fresh ones."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.labs.answers.inputs import parameters, points_on_a_line
from autograder.labs.answers.small import table
from autograder.trace import Case


def acceptance_probability(draw: np.random.Generator) -> Iterator[Case]:
    # A worse move first, then no worse ones, and the cold.
    for old, new, temperature in ((1.0, 2.0, 0.5), (2.0, 1.0, 0.5), (1.5, 1.5, 0.5), (1.0, 2.0, 0.0), (2.0, 1.0, 0.0)):
        yield _move(old, new, temperature, published=True)
    for change, cold in ((1, False), (1, False), (-1, False), (0, False), (1, True), (-1, True), (0, True)):
        old, temperature = float(draw.uniform(-2.0, 3.0)), float(draw.uniform(0.4, 2.0))
        new = old + change * temperature * float(draw.uniform(0.3, 2.0))
        yield _move(old, new, 0.0 if cold else temperature)


def _move(old: float, new: float, temperature: float, published: bool = False) -> Case:
    return Case(values={"old_loss": old, "new_loss": new, "temperature": temperature}, published=published)


def anneal(draw: np.random.Generator) -> Iterator[Case]:
    # A bowl at 0 first, then a curve with two hollows.
    dice = {"proposals": [-1.0, 0.5, 1.0, 0.5], "uniforms": [0.9, 0.2, 0.6, 0.0], "temperatures": [1.0, 1.0, 1.0, 0.0]}
    yield Case(values={"loss": {"polynomial": [1.0, 0.0, 0.0]}, "x": 2.0, **dice}, published=True)
    for steps in (14, 9):
        curve = [1.0, float(draw.uniform(-0.4, 0.4)), -2.0, float(draw.uniform(0.2, 0.5)), 0.0]
        yield Case(values=_walk(draw, curve, steps))


def _walk(draw: np.random.Generator, curve: list[float], steps: int) -> dict[str, Any]:
    """Draw a walk on which worse moves are taken and refused, neither by a hair's breadth nor by far."""
    x = start = float(draw.uniform(-1.0, 1.0))
    proposals, uniforms, temperatures = [], [], []
    for step in range(steps):
        cold, want_worse = step % 5 == 3, step % 3 != 2
        temperature = 0.0 if cold else float(draw.uniform(0.3, 1.5))
        proposal, worse_by = _proposal(draw, curve, x, want_worse)
        # What decides is a uniform number a little below the probability or a little above it.
        probability = 1.0 if worse_by <= 0 else 0.0 if cold else math.exp(-worse_by / temperature)
        accept = probability == 1.0 or (probability > 0.0 and step % 2 == 0)
        distance = float(draw.uniform(0.02, 0.12))
        uniform = probability * (1 - distance) if accept else probability + (1 - probability) * distance
        if cold and not accept:
            uniform = 0.0  # not below a probability of 0, either
        proposals.append(proposal)
        uniforms.append(uniform)
        temperatures.append(temperature)
        x += proposal if accept else 0.0
    dice = {"proposals": proposals, "uniforms": uniforms, "temperatures": temperatures}
    return {"loss": {"polynomial": curve}, "x": start, **dice}


def _proposal(draw: np.random.Generator, curve: list[float], x: float, want_worse: bool) -> tuple[float, float]:
    """Return a proposal and how much worse it is; at the bottom of a hollow there may be none that is better."""
    attempt = 0
    while True:
        proposal = float(draw.uniform(-0.8, 0.8))
        worse_by = float(np.polyval(curve, x + proposal) - np.polyval(curve, x))
        if 0.1 < abs(worse_by) < 2.0 and ((worse_by > 0) == want_worse or attempt > 100):
            return proposal, worse_by
        attempt += 1


def decayed_rate(draw: np.random.Generator) -> Iterator[Case]:
    for lr, decay, step in ((0.1, 0.9, 3), (0.1, 0.9, 0), (0.1, 0.9, 1)):
        yield Case(values={"lr": lr, "decay": decay, "step": step}, published=True)
    for step in (0, 4, 11):
        values = {"lr": float(draw.uniform(0.2, 0.9)), "decay": float(draw.uniform(0.6, 0.85)), "step": step}
        yield Case(values=values)


def minibatches(draw: np.random.Generator) -> Iterator[Case]:
    rows = np.arange(1.0, 13.0)
    yield Case({"X": rows, "Y": 10.0 * rows}, {"batch_size": 5, "seeds": [1, 2]}, published=True)
    for shape, batch_size, dtype in (
        ((23, 1), 4, "float32"),
        ((17,), 6, "float64"),
        ((18, 1), 6, "float64"),  # no short batch
        ((14,), 16, "float32"),  # nothing but a short one
        ((11,), 1, "float32"),
    ):
        seeds = [int(seed) for seed in draw.choice(100_000, 2, replace=False)]
        X, Y = draw.normal(0.0, 1.0, shape), draw.normal(5.0, 1.0, shape)
        yield Case({"X": X, "Y": Y}, {"batch_size": batch_size, "seeds": seeds}, dtype=dtype)


def sgd_epoch(draw: np.random.Generator) -> Iterator[Case]:
    X = np.array([0.5, 1.0, 2.0, -0.5, 1.5, 2.5, 3.0, 0.0, 1.0, -1.0, 2.0])
    start = {"w": np.array(-1.0), "b": np.array(2.0)}
    values = {"batch_sizes": [4, 4, 3], "lr": 0.05}
    yield Case({"X": X, "Y": 2.0 * X - 1.0, **start}, values, published=True)
    for sizes, column, lr, dtype in (
        ([6, 6, 5], True, 0.08, "float32"),
        ([4, 4, 4, 4, 3], False, 0.12, "float64"),
        ([5, 5, 5], False, 0.04, "float32"),  # no short batch
    ):
        X, Y = points_on_a_line(draw, sum(sizes), column=column)
        arrays = {"X": X, "Y": Y, **parameters(draw, w=4.0, b=3.0)}
        yield Case(arrays, {"batch_sizes": sizes, "lr": lr}, dtype=dtype)


_BOWL = {"polynomial": [1.0, 0.0, 0.0]}
# Worse by one temperature is accepted below 1/e, which is 0.37.
_THROWS = (
    *(
        (1.0, [-1.0], [0.5], [1.0]),
        (0.0, [1.0], [0.5], [1.0]),
        (0.0, [1.0], [0.25], [1.0]),
        (-1.0, [2.0], [0.5], [1.0]),
    ),
    *((2.0, [-1.0, -1.0], [0.5, 0.5], [1.0, 1.0]), (0.0, [1.0], [0.0], [0.0]), (1.0, [-1.0], [0.5], [0.0])),
    *((-1.0, [2.0], [0.5], [0.0]), (2.0, [-2.0, 1.0], [0.5, 0.5], [1.0, 1.0])),
)
_BATCHES = {"batch_sizes": [2, 1], "lr": 0.1}
_ROWS = (
    {"X": [1.0, 2.0, 3.0], "Y": [0.0, 0.0, 0.0], "w": 1.0, "b": 0.0},
    {"X": [3.0, -1.0, 2.0], "Y": [1.0, 2.0, -1.0], "w": 2.0, "b": -2.0},
    {"X": [[3.0], [-1.0], [2.0]], "Y": [[1.0], [2.0], [-1.0]], "w": 2.0, "b": -2.0},
)
SMALL = {
    "acceptance_probability": table(
        "old_loss new_loss temperature",
        *((0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (1.0, 1.0, 0.0)),
    ),
    "anneal": table("loss x proposals uniforms temperatures", *((_BOWL, *throw) for throw in _THROWS)),
    "decayed_rate": table("lr decay step", (1.0, 0.5, 0), (1.0, 0.5, 1), (1.0, 0.5, 2), (2.0, 0.25, 2)),
    "minibatches": [],  # no short line makes a generator
    "sgd_epoch": [
        Case({name: np.array(numbers) for name, numbers in rows.items()}, _BATCHES, published=True) for rows in _ROWS
    ],
}
