"""What goes wrong in rough_ground, and keeps coming back in class. The judge's side only."""

import itertools
import math

import torch

from autograder.labs.answers.faulty import FAULTS, LINES, LOSSES, correct, line, mean_squared_error
from autograder.labs.answers.mistake import Mistake

# What a worse move is worth, and what one that is no worse is worth: the right way and the wrong ways round. `d` is how
# many temperatures the new place is worse by.
OF_A_WORSE_MOVE = {"right": lambda d: math.exp(-d), "exponent": math.exp, "clamped": lambda d: 1.0}
OF_NO_WORSE_MOVE = {"right": lambda d: 1.0, "exponent": math.exp, "unclamped": lambda d: math.exp(-d)}
# At temperature 0: what a worse move is worth, one to a place as good, and a better one.
IN_THE_COLD = tuple(itertools.product((0.0, 1.0), repeat=3))


def accepting(worse, no_worse, cold=(0.0, 1.0, 1.0)):
    """Return an `acceptance_probability` made of the three."""

    def acceptance_probability(old_loss, new_loss, temperature):
        if temperature == 0:
            return cold[0 if new_loss > old_loss else 1 if new_loss == old_loss else 2]
        return (worse if new_loss > old_loss else no_worse)((new_loss - old_loss) / temperature)

    return acceptance_probability


def _wrong_signs():
    """Yield every way of taking worse moves too readily."""
    wrong = [worth for name, worth in OF_A_WORSE_MOVE.items() if name != "right"]
    for worse, no_worse, cold in itertools.product(wrong, OF_NO_WORSE_MOVE.values(), IN_THE_COLD):
        yield accepting(worse, no_worse, cold)


def walker(accepts=None, missing=0):
    """Return an `anneal` that decides by `accepts(uniform, probability)` and leaves out the last entries."""
    accepts = accepts or (lambda uniform, probability: uniform < probability)

    def anneal(loss, x, proposals, uniforms, temperatures):
        probability_of = accepting(OF_A_WORSE_MOVE["right"], OF_NO_WORSE_MOVE["right"])
        path = [x]
        for proposal, uniform, temperature in zip(proposals, uniforms, temperatures, strict=True):
            candidate = x + proposal
            if accepts(uniform, probability_of(loss(x), loss(candidate), temperature)):
                x = candidate
            path.append(x)
        return path[: len(path) - missing]

    return anneal


def walk_from_the_start_again(loss, x, proposals, uniforms, temperatures):
    dice = zip(proposals, uniforms, temperatures, strict=True)
    return [x, *(walker()(loss, x, *([number] for number in throw))[-1] for throw in dice)]


WRONG_DECISIONS = (
    lambda uniform, probability: uniform > probability,
    lambda uniform, probability: uniform >= probability,
    lambda uniform, probability: True,
)
WRONG_RATES = {
    "decay-early": [lambda lr, decay, step: lr * decay ** (step + 1)],
    "decay-grows": [
        lambda lr, decay, step: lr * decay**-step,
        lambda lr, decay, step: lr * (1 + decay) ** step,
        lambda lr, decay, step: lr * (2 - decay) ** step,
    ],
}


def dealer_without_the_short_batch(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator).to(X.device)
    return [(X[rows], Y[rows]) for rows in order.split(batch_size) if len(rows) == batch_size]


def dealer_of_whole_rows(X, Y, batch_size, generator=None):
    """Where there are too few rows for a batch, an empty one is left."""
    rows = torch.randperm(len(X), generator=generator)[: len(X) // batch_size * batch_size].to(X.device)
    return list(zip(X[rows].split(batch_size), Y[rows].split(batch_size), strict=True))


def dealer_of_whole_batches(X, Y, batch_size, generator=None):
    pairs = torch.utils.data.TensorDataset(X, Y)
    return list(torch.utils.data.DataLoader(pairs, batch_size, shuffle=True, generator=generator, drop_last=True))


def epoch(predict=line, loss=mean_squared_error, *, update=correct, late=False, extra=0, shared=False):
    """Return an `sgd_epoch` with one fault: those of `faulty.descend`, where every update has a batch of its own."""

    def sgd_epoch(batches, w, b, lr):
        parameters = [parameter.detach().clone().requires_grad_() for parameter in (w, b)]
        one_update, losses = update(), []
        batches = [*batches, *batches[-1:] * max(extra, 0)][: len(batches) + extra]
        for xb, yb in batches:

            def loss_of(w, b, xb=xb, yb=yb):
                return loss(predict(xb, w, b), yb)

            before = one_update(loss_of, parameters, lr)
            losses.append(loss_of(*parameters).item() if late else before)
        return (*parameters, losses[-1:] * len(losses) if shared else losses)

    return sgd_epoch


def epoch_without_the_short_batch(batches, w, b, lr):
    return epoch()([batch for batch in batches if len(batch[0]) == len(batches[0][0])], w, b, lr)


def epoch_of_one_step(choose):
    """Return an `sgd_epoch` that moves once, at its end, by what `choose` makes of the batches' gradients."""

    def sgd_epoch(batches, w, b, lr):
        ends = [epoch()([batch], w, b, lr) for batch in batches]
        moves = torch.stack([torch.stack([end[0] - w, end[1] - b]) for end in ends]).detach()
        w, b = torch.stack([w, b]).detach() + choose(moves)
        return w, b, [loss for *_, losses in ends for loss in losses]

    return sgd_epoch


def _of_sgd_epoch():
    for slug, faults in FAULTS.items():
        if slug == "stale-predictions":  # every batch has predictions of its own
            continue
        for fault in faults:
            yield Mistake(slug, "sgd_epoch", {"sgd_epoch": epoch(**fault)})
    for slug, losses in LOSSES.items():
        for loss in losses:
            yield Mistake(slug, "sgd_epoch", {"sgd_epoch": epoch(loss=loss)})
    for slug, predict in LINES.items():
        yield Mistake(slug, "sgd_epoch", {"sgd_epoch": epoch(predict)})
    yield Mistake("dropped-last-batch", "sgd_epoch", {"sgd_epoch": epoch_without_the_short_batch})
    # To move by the last batch alone is also what starting again for each batch does: then neither has its name.
    for choose in (lambda moves: moves.sum(0), lambda moves: moves[-1]):
        yield Mistake("step-per-epoch", "sgd_epoch", {"sgd_epoch": epoch_of_one_step(choose)})


def _all():
    for wrong in _wrong_signs():
        for function in ("acceptance_probability", "anneal"):
            yield Mistake("annealing-sign", function, {"acceptance_probability": wrong})
    for accepts in WRONG_DECISIONS:
        yield Mistake("annealing-sign", "anneal", {"anneal": walker(accepts)})
    yield Mistake("off-by-one", "anneal", {"anneal": walker(missing=1)})
    yield Mistake("restart-each-step", "anneal", {"anneal": walk_from_the_start_again})
    for slug, rates in WRONG_RATES.items():
        for rate in rates:
            yield Mistake(slug, "decayed_rate", {"decayed_rate": rate})
    for dealer in (dealer_without_the_short_batch, dealer_of_whole_rows, dealer_of_whole_batches):
        yield Mistake("dropped-last-batch", "minibatches", {"minibatches": dealer})
    yield from _of_sgd_epoch()


MISTAKES = tuple(_all())
