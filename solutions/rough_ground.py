"""Rough ground: what to do when downhill is not enough.

On rough ground the nearest hollow need not be the deepest. Three old remedies: sometimes accept a worse place
(simulated annealing), take smaller and smaller steps (a decaying rate), and look at a few rows at a time, so that every
step is a little wrong in its own way (mini-batches).

Shapes. In the first three functions everything is a plain float or a list of floats, and `loss` maps a float to a
float. In the last two, `X`, `Y` are `(N,)` or `(N, 1)`, both of the same shape, in one floating dtype on one device,
and `w`, `b` are 0-d leaf tensors with `requires_grad=True`. `temperature` has the unit of the loss, whatever that is.

Goes with the fast.ai lesson 3 on gradient descent and mini-batches.
"""

import math

import torch


def acceptance_probability(old_loss, new_loss, temperature):
    """The probability with which annealing moves from a place with `old_loss` to one with `new_loss`.

    A place that is no worse is always accepted: probability 1. For a worse one the probability falls off exponentially
    with how much worse it is, counted in temperatures: worse by one temperature gives 1/e, by two gives 1/e squared.
    At temperature 0 no worse place is accepted: probability 0.

    Returns a float between 0 and 1.
    """
    if new_loss <= old_loss:
        return 1.0
    # The limit of an ever colder temperature, and a division by zero if it were left to the formula.
    if temperature == 0:
        return 0.0
    return math.exp(-(new_loss - old_loss) / temperature)


def anneal(loss, x, proposals, uniforms, temperatures):
    """Simulated annealing from `x`, with the dice already thrown.

    The three lists have the same length n. Step k thinks about moving by `proposals[k]` from where it stands, and
    moves when `uniforms[k]`, a number from 0 up to but not including 1, is below the acceptance probability of that
    move at `temperatures[k]`.

    Returns a list of `n + 1` positions: the start, and the place after each step, moved or not.
    """
    positions = [x]
    for proposal, uniform, temperature in zip(proposals, uniforms, temperatures, strict=True):
        candidate = x + proposal
        # A uniform number is below p in a share p of all throws: that is how a probability becomes a decision.
        if uniform < acceptance_probability(loss(x), loss(candidate), temperature):
            x = candidate
        positions.append(x)
    return positions


def decayed_rate(lr, decay, step):
    """The learning rate at `step`, when it shrinks by the factor `decay` from each step to the next.

    Steps count from 0, and step 0 has the full `lr`. Returns a float.
    """
    return lr * decay**step


def minibatches(X, Y, batch_size, generator=None):
    """Shuffle the rows of `X` and `Y` together and deal them into batches of `batch_size` rows.

    `generator` is a `torch.Generator` on the CPU that the order is drawn from; without one, PyTorch's own is used.

    Returns a list of pairs `(xb, yb)`. Every row is in exactly one batch, `xb` and `yb` hold the same rows in the same
    order, and the last batch is short when `batch_size` does not divide the number of rows.
    """
    # One order for both, or an x would meet another row's y. It is drawn on the CPU, where the generator lives, so the
    # same seed deals the same batches on every device.
    order = torch.randperm(len(X), generator=generator, device="cpu").to(X.device)

    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], Y[rows]))
    return batches


def sgd_epoch(batches, w, b, lr):
    """Once through the batches with the line `w*x + b`: one update at the learning rate `lr` for each batch.

    `batches` is a list of pairs `(xb, yb)`. Returns `(w, b, losses)`. `losses` holds one number per batch: the mean
    squared error on that batch, written down before the update that it leads to.
    """
    losses = []
    for xb, yb in batches:
        loss = ((w * xb + b - yb) ** 2).mean()
        losses.append(loss.item())
        loss.backward()

        # The batch is all that this step knows of the data: its slope is a guess at the slope over all rows.
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
