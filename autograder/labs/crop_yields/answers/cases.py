"""The inputs of crop_yields: the tutorial's regions, five and then fifteen, and fresh ones."""

from collections.abc import Iterator

import numpy as np

from autograder.labs.answers.inputs import columns, of_a_loss, several
from autograder.trace import Case

# The tutorial draws its start; these are of the size that it draws. The offsets differ from crop to crop.
START = {"w": np.array([[0.5, -0.25, 0.75], [-1.0, 0.5, 0.25]]), "b": np.array([-1.5, 0.5])}
RATE = 1e-5


def regions(rows: int = 15) -> dict[str, np.ndarray]:
    """Return the inputs and targets of the tutorial's first `rows` regions."""
    *weather, apples, oranges = columns("crop_yields", "temperature", "rainfall", "humidity", "apples", "oranges")
    return {"inputs": np.stack(weather, 1)[:rows], "targets": np.stack([apples, oranges], 1)[:rows]}


def fresh_regions(draw: np.random.Generator, rows: int, features: int, crops: int) -> dict[str, np.ndarray]:
    """Return inputs, targets and a start for other weather and other crops, about 1 in size.

    The features lie around means that are not 0, so that weights and offsets feel each other's moves.
    """
    inputs = draw.normal(0.0, 1.0, (rows, features)) + draw.uniform(0.4, 0.9, features)
    weights, offsets = draw.normal(0.0, 1.0, (crops, features)), draw.uniform(-2.0, 2.0, crops)
    targets = inputs @ weights.T + offsets + draw.normal(0.0, 0.4, (rows, crops))
    return {"inputs": inputs, "targets": targets, **fresh_start(draw, features, crops)}


def fresh_start(draw: np.random.Generator, features: int, crops: int) -> dict[str, np.ndarray]:
    """Return weights and offsets, none of them near 0 and no two the same."""
    w = np.array([several(draw, features, 0.3, 1.5) for _ in range(crops)])
    return {"w": w, "b": several(draw, crops)}


def model(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({"x": regions(5)["inputs"], **START}, published=True)
    yield from of_a_model(draw)


def of_a_model(draw: np.random.Generator) -> Iterator[Case]:
    for rows, features, crops, dtype in ((7, 4, 3, "float32"), (11, 2, 5, "float64")):
        x = draw.normal(0.5, 1.0, (rows, features))
        yield Case({"x": x, **fresh_start(draw, features, crops)}, dtype=dtype)


def mse(draw: np.random.Generator) -> Iterator[Case]:
    table = regions(5)
    preds = table["inputs"] @ START["w"].T + START["b"]
    yield Case({"preds": preds, "targets": table["targets"]}, published=True)
    yield from of_a_loss(draw, ("preds", "targets"), ((13, 3), "float32"), ((8, 2), "float64"))


def gradients(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**regions(5), **START}, published=True)
    yield Case(fresh_regions(draw, 17, 4, 3))
    yield Case(fresh_regions(draw, 12, 2, 3), dtype="float64")


def train(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**regions(), **START}, {"lr": RATE, "epochs": 100}, published=True)
    yield Case(fresh_regions(draw, 13, 4, 3), {"lr": 0.2, "epochs": 5})
    yield Case(fresh_regions(draw, 22, 2, 3), {"lr": 0.3, "epochs": 4}, dtype="float64")
    yield Case(fresh_regions(draw, 9, 3, 2), {"lr": 0.07, "epochs": 1})


def loss_before_and_after(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({**regions(5), **START}, {"lr": RATE}, published=True)
    yield Case(fresh_regions(draw, 14, 4, 3), {"lr": 0.15})
    yield Case(fresh_regions(draw, 21, 3, 2), {"lr": 0.08}, dtype="float64")
