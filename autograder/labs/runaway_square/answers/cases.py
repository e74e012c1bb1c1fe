"""The inputs of runaway_square: the forum's own, and fresh ones."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.small import table
from autograder.trace import Case


def numerical_gradient(draw: np.random.Generator) -> Iterator[Case]:
    # x**2 at 3, then curves on which a large h tells the ways of measuring apart.
    yield Case(values={"f": {"polynomial": [1.0, 0.0, 0.0]}, "x": 3.0, "h": None}, published=True)
    for h in (0.5, 0.2, None):
        curve = {"polynomial": [float(draw.uniform(0.5, 2.0)) for _ in range(4)]}
        yield Case(values={"f": curve, "x": float(draw.uniform(1.0, 2.0)), "h": h})


def descend(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(values={"x": 2.0, "y_true": 9.0, "lr": 0.1, "steps": 2}, published=True)
    yield Case(values={"x": 1.0, "y_true": 9.0, "lr": 0.01, "steps": 30}, published=True)
    for y_true, lr, steps in ((float(draw.uniform(4, 6)), 0.02, 12), (float(draw.uniform(11, 15)), 0.005, 7)):
        yield Case(values={"x": float(draw.uniform(1.2, 1.9)), "y_true": y_true, "lr": lr, "steps": steps})


def tame(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(values={"x": 2.0, "y_true": 9.0, "steps": None}, published=True)
    corners = [(x, y_true, 100) for x in (1.0, 4.0) for y_true in (4.0, 16.0)]
    drawn = [(float(draw.uniform(1, 4)), float(draw.uniform(4, 16)), steps) for steps in (100, 13, 1)]
    for x, y_true, steps in (*corners, *drawn):
        yield Case(values={"x": x, "y_true": y_true, "steps": steps})


def largest_stable_rate(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(values={"y_true": 9.0}, published=True)
    for low, high in ((4.0, 8.0), (10.0, 16.0)):
        yield Case(values={"y_true": float(draw.uniform(low, high))})


SMALL = {
    "numerical_gradient": table(
        "f x h",
        *(({"polynomial": curve}, 1.0, h) for curve, h in (([1.0, 0.0, 0.0], None), ([1.0, 0.0, 0.0, 0.0], 1.0))),
    ),
    "descend": table("x y_true lr steps", (1.0, 2.0, 0.1, 1), (1.0, 2.0, 0.1, 2)),
    "largest_stable_rate": table("y_true", (1.0,), (2.0,)),
}
