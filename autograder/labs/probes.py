"""Probes that several labs have; a lab's own `probes.py` says of what: `train = partial(record_fit, descent=TRAINING)`."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import cast

import numpy as np
import torch
from torch import nn

from autograder.errors import Unfit
from autograder.labs.pictures import Descent
from autograder.trace import Counted, Quantity
from autograder.worker import Given, Recorder, Student, describe, parts, record_descent, record_loss

# Whoever deals more batches may never end.
BATCH_LIMIT = 10_000


def record_fit(
    student: Student, given: Given, record: Recorder, descent: Descent, every_update: bool = False
) -> tuple[torch.Tensor, ...]:
    """Record `f(*inputs, *parameters, lr, updates)`, which returns `(*parameters, losses)`; return what was handed over.

    Parameters are looked at after a few early updates and the last, or after every one: for pictures.
    """
    function, updates = getattr(student, descent.function), given[descent.updates]
    handed_over: list[tuple[torch.Tensor, ...]] = []

    def run(updates: int) -> tuple[Sequence[object], object]:
        parameters = given.leaves(*descent.parameters)
        handed_over.append(parameters)
        result = function(*given.tensors(*descent.inputs), *parameters, given["lr"], updates)
        *fitted, losses = parts(descent.function, result, (*descent.parameters, "losses"))
        return fitted, losses

    record_descent(record, given, descent.parameters, run, updates, every_update)
    return handed_over[0]


def record_loss_of(student: Student, given: Given, record: Recorder, function: str, inputs: tuple[str, str]) -> None:
    """Record `function(predictions, targets)`, a loss, and its gradient; `inputs` are the two's names in the case."""
    predictions, targets = given.watched(inputs[0]), given.tensor(inputs[1])
    record_loss(record, getattr(student, function)(predictions, targets), predictions)


def record_batches(record: Recorder, function: str, batches: object, names: Sequence[str]) -> None:
    """Record a list or a generator of batches, each of which has a part for every name."""
    if not isinstance(batches, Iterable):
        raise Unfit(function, "a list or a generator of batches", describe(batches))
    dealt = list(islice(batches, BATCH_LIMIT))
    record.count("number of batches", len(dealt))
    for number, batch in enumerate(dealt, start=1):
        for name, part in zip(names, parts(f"batch {number}", batch, names), strict=True):
            record.tensor(f"{name} {number}", part)


def record_axes(record: Recorder, function: str, ax: object) -> None:
    """Record what is drawn in a matplotlib Axes: the values of each line, the points of each scatter, legend and labels."""
    from matplotlib.axes import Axes

    if not issubclass(type(ax), Axes):
        raise Unfit(function, "a matplotlib Axes", describe(ax))
    ax = cast(Axes, ax)
    # The class's own methods: a subclass that answers for itself is not asked.
    for number, line in enumerate(Axes.get_lines(ax), start=1):
        record.series(Quantity(f"line {number}", step=1, counted=Counted.PLACE), line.get_ydata(orig=True))
    for number, points in enumerate(ax.collections, start=1):
        record.grid(f"points {number}", np.asarray(points.get_offsets()))
    legends = [legend for legend in (Axes.get_legend(ax), *ax.figure.legends) if legend is not None]
    names = [text.get_text().strip() for legend in legends for text in legend.get_texts()]
    record.count("names in the legend", len([name for name in names if name]))
    record.flag("the x axis has a label", Axes.get_xlabel(ax).strip())
    record.flag("the y axis has a label", Axes.get_ylabel(ax).strip())


def record_model(
    record: Recorder, function: str, model: object, fill: torch.Tensor, rows: Mapping[str, torch.Tensor]
) -> None:
    """Record what an `nn.Module` makes of `rows`, once its parameters hold the numbers of `fill`, over and over."""
    if not issubclass(type(model), nn.Module):
        raise Unfit(function, "an nn.Module", describe(model))
    first = next(iter(rows.values()))
    model = cast(nn.Module, model).to(device=first.device, dtype=first.dtype)
    model(first)  # a lazy layer makes its parameters when it meets its first rows
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    record.count("number of trained parameters", sum(parameter.numel() for parameter in trained))
    # Numbers that are known to be none of them 0: a model may start anywhere, from zeros too.
    for parameter in trained:
        values = fill.repeat(-(-parameter.numel() // len(fill)))
        fill = fill.roll(-parameter.numel())
        with torch.no_grad():
            parameter.copy_(values[: parameter.numel()].reshape(parameter.shape))
    for name, row in rows.items():
        record.tensor(f"model({name})", model(row))
