"""The inputs of crop_yields_builtin: the tutorial's fifteen regions in batches of five, and fresh ones."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.labs.crop_yields.answers.cases import RATE, START, fresh_regions, of_a_model, regions
from autograder.trace import Case


def make_loader(draw: np.random.Generator) -> Iterator[Case]:
    yield Case(regions(), {"batch_size": 5, "shuffle": True, "seed": 0}, published=True)
    for rows, size, shuffle, dtype in ((14, 4, False, "float32"), (17, 5, True, "float64"), (13, 20, False, "float32")):
        values = {"batch_size": size, "shuffle": shuffle, "seed": int(draw.integers(1, 1000))}
        table = fresh_regions(draw, rows, 4, 3)
        yield Case({name: table[name] for name in ("inputs", "targets")}, values, dtype=dtype)


def make_model(draw: np.random.Generator) -> Iterator[Case]:
    # What the parameters are filled with before the model is asked: no 0, no two the same, one spare of each.
    published = np.arange(1.0, 10.0) / 4
    x, y = regions(5)["inputs"] / 50, regions(10)["inputs"][5:] / 50
    yield Case({"x": x, "y": y, "fill": published}, {"n_features": 3, "n_targets": 2}, published=True)
    for features, targets, dtype in ((4, 3, "float32"), (2, 5, "float64")):
        fill = draw.permutation(np.linspace(0.4, 2.0, features * targets + targets + 1))
        x, y = draw.normal(0.0, 2.0, (2, 12, features))
        values = {"n_features": features, "n_targets": targets}
        yield Case({"x": x, "y": y, "fill": fill}, values, dtype=dtype)


def fit(draw: np.random.Generator) -> Iterator[Case]:
    def values(lr: float, batch_size: int, epochs: int, loss: str = "mse_loss") -> dict[str, Any]:
        return {"lr": lr, "batch_size": batch_size, "num_epochs": epochs, "loss": loss}

    yield Case({**regions(), **START}, values(RATE, 5, 10), published=True)
    yield Case(fresh_regions(draw, 14, 4, 3), values(0.12, 4, 4))
    yield Case(fresh_regions(draw, 17, 2, 3), values(0.2, 7, 3), dtype="float64")
    # Even batches, as in the tutorial: what goes wrong with uneven ones alone is right here, and not hard-coded.
    yield Case(fresh_regions(draw, 12, 3, 2), values(0.25, 4, 2, "huber_loss"))


def predict(draw: np.random.Generator) -> Iterator[Case]:
    yield Case({"x": regions()["inputs"], **START}, published=True)
    yield from of_a_model(draw)


# Models and loaders are made by no short line.
SMALL: dict[str, list[Case]] = {"make_model": [], "fit": [], "predict": []}
