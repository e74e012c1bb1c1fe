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
    # Mend this: it is given with a mistake in it.
    return math.exp((new_loss - old_loss) / temperature)


def anneal(loss, x, proposals, uniforms, temperatures):
    """Simulated annealing from `x`, with the dice already thrown.

    The three lists have the same length n. Step k thinks about moving by `proposals[k]` from where it stands, and
    moves when `uniforms[k]`, a number from 0 up to but not including 1, is below the acceptance probability of that
    move at `temperatures[k]`.

    Returns a list of `n + 1` positions: the start, and the place after each step, moved or not.
    """
    raise NotImplementedError("write anneal here")


def decayed_rate(lr, decay, step):
    """The learning rate at `step`, when it shrinks by the factor `decay` from each step to the next.

    Steps count from 0, and step 0 has the full `lr`. Returns a float.
    """
    raise NotImplementedError("write decayed_rate here")


def minibatches(X, Y, batch_size, generator=None):
    """Shuffle the rows of `X` and `Y` together and deal them into batches of `batch_size` rows.

    `generator` is a `torch.Generator` on the CPU that the order is drawn from; without one, PyTorch's own is used.

    Returns a list of pairs `(xb, yb)`. Every row is in exactly one batch, `xb` and `yb` hold the same rows in the same
    order, and the last batch is short when `batch_size` does not divide the number of rows.
    """
    raise NotImplementedError("write minibatches here")


def sgd_epoch(batches, w, b, lr):
    """Once through the batches with the line `w*x + b`: one update at the learning rate `lr` for each batch.

    `batches` is a list of pairs `(xb, yb)`. Returns `(w, b, losses)`. `losses` holds one number per batch: the mean
    squared error on that batch, written down before the update that it leads to.
    """
    raise NotImplementedError("write sgd_epoch here")
