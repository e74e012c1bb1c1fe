"""What goes wrong in rough_ground, and keeps coming back in class. The judge's side only."""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import torch
from torch import Tensor

from autograder.labs.answers.faulty import (
    FAULTS,
    Loss,
    Mistake,
    Model,
    descend,
    line,
    mse,
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


def epoch(predict: Model = line, loss: Loss = mse, **fault: Any) -> Callable[..., tuple[Any, ...]]:
    """Return an `sgd_epoch` with one fault of `descend`, where every update has a batch of its own."""

    def sgd_epoch(batches: list[Batch], w: Tensor, b: Tensor, lr: float) -> tuple[Any, ...]:
        losses_of = [lambda w, b, xb=xb, yb=yb: loss(predict(xb, w, b), yb) for xb, yb in batches]
        parameters, losses = descend(losses_of, (w, b), lr, **fault)
        return (*parameters, losses)

    return sgd_epoch


# Every batch has predictions of its own. Who starts again for each one ends where who moves by the last one alone does:
# neither has a name.
NOT_OF_EPOCH = ("stale-predictions", "restart-each-step")
FAULTS_OF_EPOCH = {slug: faults for slug, faults in FAULTS.items() if slug not in NOT_OF_EPOCH}


def mistakes() -> Iterator[Mistake]:
    # Every way of taking worse moves too readily.
    too_readily = [worth for name, worth in OF_A_WORSE_MOVE.items() if name != "right"]
    for worths in itertools.product(too_readily, OF_NO_WORSE_MOVE.values(), IN_THE_COLD):
        for function in ("acceptance_probability", "anneal"):
            yield Mistake("annealing-sign", function, accepting(*worths), "acceptance_probability")
    for slug, arguments in wrong_fits(FAULTS_OF_EPOCH):
        yield Mistake(slug, "sgd_epoch", epoch(**arguments))
