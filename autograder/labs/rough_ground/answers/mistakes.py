"""What goes wrong in rough_ground, and keeps coming back in class. The judge's side only."""

import itertools
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import torch
from torch import Tensor

from autograder.labs.answers.faulty import (
    FAULTS,
    Forms,
    Loss,
    Mistake,
    Model,
    descend,
    forms,
    line,
    mse,
    without_start,
    wrong_fits,
)

Batch: TypeAlias = tuple[Tensor, Tensor]
Chance: TypeAlias = torch.Generator | None
Numbers: TypeAlias = Sequence[float]
# A function of one number.
Curve: TypeAlias = Callable[[float], float]
# What a worse move is worth, and what one that is no worse is worth: the right way and the wrong ways round. `d` is how
# many temperatures the new place is worse by.
OF_A_WORSE_MOVE: dict[str, Curve] = {"right": lambda d: math.exp(-d), "exponent": math.exp, "clamped": lambda d: 1.0}
OF_NO_WORSE_MOVE: dict[str, Curve] = {"right": lambda d: 1.0, "exponent": math.exp, "unclamped": lambda d: math.exp(-d)}
# At temperature 0: what a worse move is worth, one to a place as good, and a better one.
IN_THE_COLD = tuple(itertools.product((0.0, 1.0), repeat=3))


def accepting(worse: Curve, no_worse: Curve, cold: Numbers = (0.0, 1.0, 1.0)) -> Callable[..., float]:
    """Return an `acceptance_probability` made of the three."""

    def acceptance_probability(old_loss: float, new_loss: float, temperature: float) -> float:
        if temperature == 0:
            return cold[0 if new_loss > old_loss else 1 if new_loss == old_loss else 2]
        return (worse if new_loss > old_loss else no_worse)((new_loss - old_loss) / temperature)

    return acceptance_probability


def annealing(accepts: Callable[[float, float], bool] = operator.lt, missing: int = 0) -> Callable[..., list[float]]:
    """Return an `anneal` that decides by `accepts(uniform, probability)` and leaves out the last entries."""

    def anneal(loss: Curve, x: float, proposals: Numbers, uniforms: Numbers, temperatures: Numbers) -> list[float]:
        probability_of = accepting(OF_A_WORSE_MOVE["right"], OF_NO_WORSE_MOVE["right"])
        path = [x]
        for proposal, uniform, temperature in zip(proposals, uniforms, temperatures, strict=True):
            candidate = x + proposal
            if accepts(uniform, probability_of(loss(x), loss(candidate), temperature)):
                x = candidate
            path.append(x)
        return path[: len(path) - missing]

    return anneal


def anneal_from_the_start_again(loss: Curve, x: float, *dice: Numbers) -> list[float]:
    return [x, *(annealing()(loss, x, *([number] for number in throw))[-1] for throw in zip(*dice, strict=True))]


WRONG_DECISIONS = (operator.gt, operator.ge, lambda uniform, probability: True)
WRONG_RATES: Forms = {
    "decay-early": [lambda lr, decay, step: lr * decay ** (step + 1)],
    "decay-grows": [
        lambda lr, decay, step: lr * decay**-step,
        lambda lr, decay, step: lr * (1 + decay) ** step,
        lambda lr, decay, step: lr * (2 - decay) ** step,
    ],
}


def dealer_without_the_short_batch(X: Tensor, Y: Tensor, batch_size: int, generator: Chance = None) -> list[Batch]:
    order = torch.randperm(len(X), generator=generator).to(X.device)
    return [(X[rows], Y[rows]) for rows in order.split(batch_size) if len(rows) == batch_size]


def dealer_of_whole_rows(X: Tensor, Y: Tensor, batch_size: int, generator: Chance = None) -> list[Batch]:
    """Where there are too few rows for a batch, an empty one is left."""
    rows = torch.randperm(len(X), generator=generator)[: len(X) // batch_size * batch_size].to(X.device)
    return list(zip(X[rows].split(batch_size), Y[rows].split(batch_size), strict=True))


def dealer_of_whole_batches(X: Tensor, Y: Tensor, batch_size: int, generator: Chance = None) -> list[Batch]:
    pairs = torch.utils.data.TensorDataset(X, Y)
    return list(torch.utils.data.DataLoader(pairs, batch_size, shuffle=True, generator=generator, drop_last=True))


def epoch(predict: Model = line, loss: Loss = mse, **fault: Any) -> Callable[..., tuple[Any, ...]]:
    """Return an `sgd_epoch` with one fault of `descend`, where every update has a batch of its own."""

    def sgd_epoch(batches: list[Batch], w: Tensor, b: Tensor, lr: float) -> tuple[Any, ...]:
        losses_of = [lambda w, b, xb=xb, yb=yb: loss(predict(xb, w, b), yb) for xb, yb in batches]
        parameters, losses = descend(losses_of, (w, b), lr, **fault)
        return (*parameters, losses)

    return sgd_epoch


def epoch_without_the_short_batch(batches: list[Batch], w: Tensor, b: Tensor, lr: float) -> tuple[Any, ...]:
    return epoch()([batch for batch in batches if len(batch[0]) == len(batches[0][0])], w, b, lr)


def epoch_of_one_step(choose: Callable[[Tensor], Tensor]) -> Callable[..., tuple[Any, ...]]:
    """Return an `sgd_epoch` that moves once, at its end, by what `choose` makes of the batches' gradients."""

    def sgd_epoch(batches: list[Batch], w: Tensor, b: Tensor, lr: float) -> tuple[Any, ...]:
        ends = [epoch()([batch], w, b, lr) for batch in batches]
        moves = torch.stack([torch.stack([end[0] - w, end[1] - b]) for end in ends]).detach()
        w, b = torch.stack([w, b]).detach() + choose(moves)
        return w, b, [loss for *_, losses in ends for loss in losses]

    return sgd_epoch


# Every batch has predictions of its own.
FAULTS_OF_EPOCH = {slug: faults for slug, faults in FAULTS.items() if slug != "stale-predictions"}


def mistakes() -> Iterator[Mistake]:
    # Every way of taking worse moves too readily.
    too_readily = [worth for name, worth in OF_A_WORSE_MOVE.items() if name != "right"]
    for worths in itertools.product(too_readily, OF_NO_WORSE_MOVE.values(), IN_THE_COLD):
        for function in ("acceptance_probability", "anneal"):
            yield Mistake("annealing-sign", function, accepting(*worths), "acceptance_probability")
    for accepts in WRONG_DECISIONS:
        yield Mistake("annealing-sign", "anneal", annealing(accepts))
    yield Mistake("off-by-one", "anneal", annealing(missing=1))
    yield Mistake("start-missing", "anneal", without_start(annealing()))
    yield Mistake("restart-each-step", "anneal", anneal_from_the_start_again)
    for slug, rate in forms(WRONG_RATES):
        yield Mistake(slug, "decayed_rate", rate)
    for dealer in (dealer_without_the_short_batch, dealer_of_whole_rows, dealer_of_whole_batches):
        yield Mistake("dropped-last-batch", "minibatches", dealer)
    for slug, arguments in wrong_fits(FAULTS_OF_EPOCH):
        yield Mistake(slug, "sgd_epoch", epoch(**arguments))
    yield Mistake("dropped-last-batch", "sgd_epoch", epoch_without_the_short_batch)
    # To move by the last batch alone is also what starting again for each batch does: then neither has its name.
    for choose in (lambda moves: moves.sum(0), lambda moves: moves[-1]):
        yield Mistake("step-per-epoch", "sgd_epoch", epoch_of_one_step(choose))
