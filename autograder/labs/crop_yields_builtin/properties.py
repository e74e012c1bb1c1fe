"""What every loader of the rows does, and what every linear model with a bias is."""

from collections.abc import Sequence

import numpy as np

from autograder.labs.properties import COMPUTED, DTYPE, SHAPE, Shortfall, row_of
from autograder.language import Phrase
from autograder.trace import Case, Entry, Trace

EPOCHS = 2
PAIR = "The first of a pair has the features, the second the targets. In which order does the data set get the two?"
SIZE = "Which batch size does the loader get, of which data set, and does it keep the short last batch?"
TOGETHER = "Inputs and targets have to stay together. Are they put into one data set, and in their order?"
TWICE = "Some rows come twice and some never. Who decides which row comes next?"
SHUFFLE = "Whether rows are shuffled is for the caller to say. Where does your loader hear of `shuffle`?"
ONCE = "The rows were shuffled once and then kept. Who shuffles: you, or the loader, anew in each epoch?"
PARAMETERS = (
    "How many weights and biases does a linear model of these sizes need, and does your model know all of them?"
)
LINEAR = "A linear model of twice the input says twice as much, but for the bias. What bends yours?"


def make_loader(case: Case, trace: Trace) -> Shortfall | None:
    rows, batch_size = len(case.arrays["inputs"]), case.values["batch_size"]
    sizes = [min(batch_size, rows - first) for first in range(0, rows, batch_size)]
    given, orders = np.column_stack([case.arrays["inputs"], case.arrays["targets"]]), []
    for epoch in range(1, EPOCHS + 1):
        count = int(trace[f"number of batches in epoch {epoch}"])
        if count != len(sizes):
            what = Phrase("the number of batches of {rows} rows", rows=rows)
            return Shortfall(what, str(len(sizes)), str(count), SIZE)
        order: list[int] = []
        for number, size in enumerate(sizes, start=1):
            pair = [trace.entry(f"{name} {number} of epoch {epoch}") for name in ("xb", "yb")]
            if shortfall := _of_the_wrong_kind(pair, case, size, number):
                return shortfall
            for x, y in zip(*(entry.value for entry in pair), strict=True):
                found = row_of(np.append(x, y), given)
                if found is None:
                    row = "a row of inputs with its targets"
                    return Shortfall(row, "a pair that was given", "one that was not", TOGETHER)
                order.append(found)
        if sorted(order) != list(range(rows)):
            got = Phrase("{number} of {rows} rows", number=len(set(order)), rows=rows)
            return Shortfall(Phrase("the rows of epoch {epoch}", epoch=epoch), "every row exactly once", got, TWICE)
        orders.append(order)
    return _in_the_wrong_order(orders, rows, case.values["shuffle"])


def _of_the_wrong_kind(pair: Sequence[Entry], case: Case, size: int, number: int) -> Shortfall | None:
    for name, like, entry in zip(("xb", "yb"), ("inputs", "targets"), pair, strict=True):
        wanted = (size, case.arrays[like].shape[1])
        if entry.value.shape != wanted:
            what = Phrase("the shape of {name} in batch {number}", name=name, number=number)
            return Shortfall(what, str(wanted), str(entry.value.shape), PAIR)
        if entry.precision != case.dtype:
            return Shortfall(Phrase("the dtype of {name}", name=name), case.dtype, entry.precision, DTYPE)
    return None


def _in_the_wrong_order(orders: Sequence[list[int]], rows: int, shuffle: bool) -> Shortfall | None:
    as_given = list(range(rows))
    if not shuffle and orders != [as_given] * EPOCHS:
        return Shortfall("the order of the rows without shuffle", "the given one", "another one", SHUFFLE)
    if shuffle and as_given in orders:
        return Shortfall("the order of the rows with shuffle", "a new one", "the given one", SHUFFLE)
    if shuffle and orders[0] == orders[1]:
        return Shortfall("the order of the rows in the second epoch", "a new one", "that of the first", ONCE)
    return None


def make_model(case: Case, trace: Trace) -> Shortfall | None:
    features, targets = case.values["n_features"], case.values["n_targets"]
    wanted, count = features * targets + targets, int(trace["number of trained parameters"])
    if count != wanted:
        sizes = {"features": features, "targets": targets}
        what = Phrase("the parameters for {features} features and {targets} targets", **sizes)
        return Shortfall(what, str(wanted), str(count), PARAMETERS)
    rows, units = len(case.arrays["x"]), "unit rows"
    for name, due in (("zeros", rows), ("x", rows), ("y", rows), ("x + y", rows), (units, features)):
        shape = trace[f"model({name})"].shape
        if shape != (due, targets):
            return Shortfall("the shape of the outputs", str((due, targets)), str(shape), SHAPE)
    names = ("zeros", "x", "y", "x + y", units)
    zeros, x, y, both, unit = (trace[f"model({name})"].astype(np.float64) for name in names)
    allowed = COMPUTED * max(1.0, *(float(np.abs(output).max()) for output in (zeros, x, y, both)))
    if not np.abs(both - x - y + zeros).max() <= allowed or not np.ptp(zeros, axis=0).max() <= allowed:
        bend = "model(x + y) - model(x) - model(y) + model(0)"
        return Shortfall(bend, "0, as for every linear model", "something else", LINEAR)
    if not (np.abs(unit - zeros[0]) > allowed).all():
        return Shortfall("each feature", "a weight of its own in every target", "one that changes nothing", PARAMETERS)
    if not (np.abs(zeros[0]) > allowed).all():
        return Shortfall("the outputs where all features are 0", "a bias for every target", "none", PARAMETERS)
    return None
