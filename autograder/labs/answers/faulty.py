"""Descent with a fault: what the labs' known mistakes are made of. Every fault is one small function.

A `LossOf` is the loss to descend on, a function of the parameters. The parameters that are given are left alone.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import torch
from torch import Tensor

from autograder.labs.catalogue import lab_named
from autograder.worker import Student

LossOf: TypeAlias = Callable[..., Tensor]
Loss: TypeAlias = Callable[[Tensor, Tensor], Tensor]
# A function `(x, *parameters)` that returns predictions, and one that returns fitted parameters and losses.
Model: TypeAlias = Callable[..., Tensor]
Fit: TypeAlias = Callable[..., tuple[Any, ...]]
# What an update keeps for those that come after it.
Held: TypeAlias = dict[Any, Any]
# A loss, and what is taken for its gradient by each parameter.
Slopes: TypeAlias = tuple[float, Sequence[Tensor]]
# `update(loss_of, parameters, lr, held)` returns the loss before an update, and what it moves the parameters by.
Update: TypeAlias = Callable[[LossOf, Sequence[Tensor], float, Held], Slopes]
Options: TypeAlias = dict[str, Any]
# slug -> one entry per numeric form of the mistake.
Forms: TypeAlias = dict[str, list[Any]]


@dataclass(frozen=True)
class Mistake:
    """A known mistake: a small wrong implementation that is run through the same probe as everything else.

    `slug` names it, `function` is the check whose numbers it explains. `replacement` stands in for that function of the
    solution, or for another one that it calls: `replaces`. Or else it is the `source` of a changed solution.

    A rate that somebody fixed is no such mistake, because nobody knows the number before: see `judge/rates.py`.
    """

    slug: str
    function: str
    replacement: Callable[..., Any] | None = None
    replaces: str = ""
    source: bytes = b""


def _slopes(loss_of: LossOf, parameters: Sequence[Tensor]) -> Slopes:
    loss = loss_of(*parameters)
    return loss.item(), torch.autograd.grad(loss, parameters)


def clearing_only(*cleared: int) -> Update:
    """Gradients pile up, but for those of the parameters at the positions `cleared`."""

    def update(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
        loss, gradients = _slopes(loss_of, parameters)
        for position, gradient in enumerate(gradients):
            held[position] = gradient if position in cleared else held.get(position, 0) + gradient
        return loss, [held[position] for position in range(len(parameters))]

    return update


def scaled(*factors: float) -> Update:
    """Each parameter moves by its gradient times a factor; a single factor counts for all."""

    def update(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
        loss, gradients = _slopes(loss_of, parameters)
        each = factors * len(parameters) if len(factors) == 1 else factors
        return loss, [factor * gradient for factor, gradient in zip(each, gradients, strict=True)]

    return update


# One right update; the faults differ from it in one thing.
correct = scaled(1.0)


def second_moved_by_first(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
    """The second parameter moves by the first one's gradient."""
    loss, (first, _) = _slopes(loss_of, parameters)
    return loss, (first, first)


def one_after_the_other(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
    """The first parameter has moved already when the second one's gradient is taken."""
    loss, (first, _) = _slopes(loss_of, parameters)
    _, (_, second) = _slopes(loss_of, (parameters[0] - lr * first, parameters[1]))
    return loss, (first, second)


def from_stale_predictions(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
    """Loss and gradients are those of the start, in every update."""
    if not held:
        held["first"] = _slopes(loss_of, parameters)
    loss, gradients = held["first"]
    return loss, gradients


def from_the_start_again(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
    """Every update begins with fresh parameters at the start."""
    with torch.no_grad():
        for position, parameter in enumerate(parameters):
            parameter.copy_(held.setdefault(position, parameter.detach().clone()))
    return correct(loss_of, parameters, lr, held)


def with_momentum(loss_of: LossOf, parameters: Sequence[Tensor], lr: float, held: Held) -> Slopes:
    """Every update goes on, for nine tenths, where the one before it went."""
    loss, gradients = _slopes(loss_of, parameters)
    for position, gradient in enumerate(gradients):
        held[position] = 0.9 * held.get(position, 0) + gradient
    return loss, [held[position] for position in range(len(parameters))]


def descend(
    losses_of: list[LossOf],
    parameters: Sequence[Tensor],
    lr: float,
    *,
    update: Update = correct,
    late: bool = False,
    extra: int = 0,
    shared: bool = False,
) -> tuple[list[Tensor], list[float]]:
    """Make an update on each of the losses with at most one thing wrong; return `(parameters, losses)`.

    `late` writes each loss down after its update, `extra` makes that many updates more (or fewer), `shared` keeps one
    and the same entry for every loss.
    """
    parameters = [parameter.detach().clone().requires_grad_() for parameter in parameters]
    losses: list[float] = []
    held: Held = {}
    for loss_of in [*losses_of, *losses_of[-1:] * max(extra, 0)][: len(losses_of) + extra]:
        loss, moves = update(loss_of, parameters, lr, held)
        with torch.no_grad():
            for parameter, move in zip(parameters, moves, strict=True):
                parameter.sub_(lr * move)
        losses.append(loss_of(*parameters).item() if late else loss)
    return parameters, losses[-1:] * len(losses) if shared else losses


UPDATES: dict[str, list[Update]] = {
    "no-zero-grad": [clearing_only()],
    "zero-grad-one": [clearing_only(0), clearing_only(1)],
    "ascent": [scaled(-1.0)],
    "no-factor-two": [scaled(0.5)],
    "wrong-gradient-for-b": [second_moved_by_first],
    "sequential-update": [one_after_the_other],
    "bias-not-trained": [scaled(1.0, 0.0)],
    "stale-predictions": [from_stale_predictions],
    "restart-each-step": [from_the_start_again],
    "zero-before-step": [scaled(0.0)],
    "momentum": [with_momentum],
}
# Faults that need a weight and a bias, with the weight first and gradients of one shape.
OF_TWO = ("zero-grad-one", "wrong-gradient-for-b", "sequential-update", "bias-not-trained")

# slug -> the arguments of `descend` that make the mistake, one entry per numeric form.
FAULTS: Forms = {slug: [{"update": update} for update in updates] for slug, updates in UPDATES.items()} | {
    "loss-after-update": [{"late": True}],
    "off-by-one": [{"extra": 1}, {"extra": -1}],
    "shared-history": [{"shared": True}],
}
FAULTS_OF_ONE = {slug: faults for slug, faults in FAULTS.items() if slug not in OF_TWO}


def mse(preds: Tensor, targets: Tensor) -> Tensor:
    """The right loss, for mistakes that lie elsewhere."""
    return ((preds - targets) ** 2).mean()


def of_all_pairs(preds: Tensor, targets: Tensor) -> Tensor:
    """The mean squared error of every prediction against every target."""
    return ((preds.reshape(-1, 1) - targets.reshape(1, -1)) ** 2).mean()


# slug -> losses of `(preds, targets)`, one per numeric form.
LOSSES: Forms = {
    "sum-not-mean": [lambda preds, targets: ((preds - targets) ** 2).sum()],
    "abs-not-square": [lambda preds, targets: (preds - targets).abs().mean()],
    "no-square": [lambda preds, targets: (preds - targets).mean(), lambda preds, targets: (targets - preds).mean()],
    "square-of-mean": [lambda preds, targets: (preds - targets).mean() ** 2],
    "half-mse": [lambda preds, targets: ((preds - targets) ** 2).mean() / 2],
    "rmse": [lambda preds, targets: ((preds - targets) ** 2).mean().sqrt()],
    "n-minus-one": [lambda preds, targets: ((preds - targets) ** 2).sum() / (preds.numel() - 1)],
    "broadcast-trap": [of_all_pairs],
    "squared-apart": [lambda preds, targets: (preds**2 - targets**2).mean()],
    "variance": [
        lambda preds, targets: (preds - targets).var(),
        lambda preds, targets: (preds - targets).var(correction=0),
    ],
}


def trapped_where(ndim: int, wrong: Loss, right: Loss) -> Loss:
    """Return a loss that meets the broadcast trap on data of that many axes alone, and is right on other data."""
    return lambda preds, targets: (wrong if preds.ndim == ndim else right)(preds, targets)


# The same, of data that come as a row and as a column: the trap may lie in one of the two alone.
LOSSES_OF_BOTH_SHAPES: Forms = LOSSES | {
    "broadcast-trap": [
        *LOSSES["broadcast-trap"],
        *(trapped_where(ndim, of_all_pairs, mse) for ndim in (1, 2)),
    ]
}

# slug -> lines of `(x, w, b)`, one per numeric form.
LINES: Forms = {
    "no-bias": [lambda x, w, b: w * x + 0 * b],
    "bias-sign": [lambda x, w, b: w * x - b],
    "bias-inside": [lambda x, w, b: w * (x + b)],
}


def line(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """The right line, for mistakes that lie elsewhere."""
    return w * x + b


def without_start(path_of: Callable[..., Any]) -> Callable[..., Any]:
    """Return what leaves the first entry of a path out."""
    return lambda *arguments: path_of(*arguments)[1:]


def forms(*tables: Forms) -> Iterator[tuple[str, Any]]:
    """Yield `(slug, form)` of every numeric form in tables of them."""
    return ((slug, form) for table in tables for slug, several in table.items() for form in several)


def wrong_fits(
    faults: Forms = FAULTS, losses: Forms = LOSSES_OF_BOTH_SHAPES, models: Forms = LINES
) -> Iterator[tuple[str, Options]]:
    """Yield `(slug, arguments)` of everything that can be wrong with a `fitter`."""
    yield from forms(faults)
    yield from ((slug, {"loss": loss}) for slug, loss in forms(losses))
    yield from ((slug, {"predict": predict}) for slug, predict in forms(models))


def fitter(predict: Model = line, loss: Loss = mse, **fault: Any) -> Fit:
    """Return an `f(x, y, *parameters, lr, updates)` with at most one thing wrong; it returns `(*parameters, losses)`."""

    def fit(x: Tensor, y: Tensor, *rest: Any) -> tuple[Any, ...]:
        *start, lr, updates = rest
        parameters, losses = descend([lambda *at: loss(predict(x, *at), y)] * updates, start, lr, **fault)
        return (*parameters, losses)

    return fit


@functools.cache
def solution_of(lab: str) -> Student:
    """Return a lab's solution, its functions as attributes: for mistakes that are made of what is right."""
    path = lab_named(lab).solution
    return Student(f"{lab} as it is right", path.read_bytes(), str(path))


def wrong_descents(
    lab: str, function: str, parameters: Sequence[str], updates: str, faults: Forms = FAULTS_OF_ONE, rate: str = "lr"
) -> Iterator[Mistake]:
    """Yield every one of the faults in a lab's own descent, whatever its model and its loss: they are not looked at.

    The names are those of the function's arguments; it returns `(*parameters, losses)`. What it moves by in one update, and
    the loss that it tells then, are the slopes and the loss of the descent with a fault.
    """
    for slug, fault in forms(faults):
        yield Mistake(slug, function, _with_a_fault(lab, function, parameters, updates, rate, fault))


def _with_a_fault(
    lab: str, function: str, names: Sequence[str], updates: str, rate: str, fault: Options
) -> Callable[..., tuple[Any, ...]]:
    def descent(*arguments: Any) -> tuple[Any, ...]:
        right = getattr(solution_of(lab), function)
        told = inspect.signature(right).bind(*arguments)
        told.apply_defaults()
        start, lr, count = [told.arguments[name] for name in names], told.arguments[rate], told.arguments[updates]

        def loss_of(*parameters: Tensor) -> Tensor:
            given = zip(names, parameters, start, strict=True)
            told.arguments |= {name: at.detach().clone().requires_grad_(one.requires_grad) for name, at, one in given}
            told.arguments[updates] = 1
            *ends, losses = right(*told.args)
            moves = [(at - at.detach()) * (at - end).detach() / lr for at, end in zip(parameters, ends, strict=True)]
            return torch.stack([move.sum() for move in moves]).sum() + float(losses[0])

        parameters, losses = descend([loss_of] * count, start, lr, **fault)
        return (*parameters, losses)

    return descent


def slopes(predict: Model = line, loss: Loss = mse, factor: float = 1.0) -> Callable[..., tuple[Tensor, ...]]:
    """Return an `f(x, y, *parameters)` that finds the gradients of another model, of another loss, or times a factor."""

    def gradients(x: Tensor, y: Tensor, *parameters: Tensor) -> tuple[Tensor, ...]:
        leaves = [parameter.detach().clone().requires_grad_() for parameter in parameters]
        return tuple(factor * gradient for gradient in torch.autograd.grad(loss(predict(x, *leaves), y), leaves))

    return gradients
