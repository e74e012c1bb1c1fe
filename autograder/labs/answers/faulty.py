"""Descent with a fault: what the labs' known mistakes are made of. Every fault is one small function.

`loss_of(*parameters)` is the loss to descend on. The parameters that are given are left alone.
"""

import torch


def descend(loss_of, parameters, lr, updates, *, update=None, late=False, extra=0, shared=False):
    """Make `updates` updates with at most one thing wrong; return `(parameters, losses)`.

    `update(loss_of, parameters, lr)` makes one update in place and returns the loss before it: see `UPDATES`. `late`
    writes each loss down after its update, `extra` makes that many updates more (or fewer), `shared` keeps one and the
    same entry for every loss.
    """
    update = (update or correct)()
    parameters = [parameter.detach().clone().requires_grad_() for parameter in parameters]
    losses = []
    for _ in range(updates + extra):
        loss = update(loss_of, parameters, lr)
        losses.append(loss_of(*parameters).item() if late else loss)
    return parameters, losses[-1:] * len(losses) if shared else losses


def _move(parameters, gradients, lr):
    with torch.no_grad():
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter.sub_(lr * gradient)


def _slopes(loss_of, parameters):
    loss = loss_of(*parameters)
    return loss.item(), torch.autograd.grad(loss, parameters)


def correct():
    """One right update; the faults below differ from it in one thing."""

    def update(loss_of, parameters, lr):
        loss, gradients = _slopes(loss_of, parameters)
        _move(parameters, gradients, lr)
        return loss

    return update


def clearing_only(*cleared):
    """Gradients pile up, but for those of the parameters at the positions `cleared`."""

    def start():
        held = {}

        def update(loss_of, parameters, lr):
            loss, gradients = _slopes(loss_of, parameters)
            for position, gradient in enumerate(gradients):
                held[position] = gradient if position in cleared else held.get(position, 0) + gradient
            _move(parameters, [held[position] for position in range(len(parameters))], lr)
            return loss

        return update

    return start


def scaled(*factors):
    """Each parameter moves by its gradient times a factor; a single factor counts for all."""

    def start():
        def update(loss_of, parameters, lr):
            loss, gradients = _slopes(loss_of, parameters)
            each = factors * len(parameters) if len(factors) == 1 else factors
            _move(parameters, [factor * gradient for factor, gradient in zip(each, gradients, strict=True)], lr)
            return loss

        return update

    return start


def second_moved_by_first():
    """The second parameter moves by the first one's gradient."""

    def update(loss_of, parameters, lr):
        loss, (first, _) = _slopes(loss_of, parameters)
        _move(parameters, (first, first), lr)
        return loss

    return update


def one_after_the_other():
    """The first parameter has moved already when the second one's gradient is taken."""

    def update(loss_of, parameters, lr):
        loss, gradients = _slopes(loss_of, parameters)
        _move(parameters[:1], gradients[:1], lr)
        _move(parameters[1:], _slopes(loss_of, parameters)[1][1:], lr)
        return loss

    return update


def from_stale_predictions():
    """Loss and gradients are those of the start, in every update."""
    first = []

    def update(loss_of, parameters, lr):
        if not first:
            first.append(_slopes(loss_of, parameters))
        loss, gradients = first[0]
        _move(parameters, gradients, lr)
        return loss

    return update


def from_the_start_again():
    """Every update begins with fresh parameters at the start."""
    first = []

    def update(loss_of, parameters, lr):
        first.extend([parameter.detach().clone() for parameter in parameters] if not first else [])
        with torch.no_grad():
            for parameter, value in zip(parameters, first, strict=True):
                parameter.copy_(value)
        return correct()(loss_of, parameters, lr)

    return update


UPDATES = {
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
}
# Faults that need a weight and a bias, with the weight first and gradients of one shape.
OF_TWO = ("zero-grad-one", "wrong-gradient-for-b", "sequential-update", "bias-not-trained")

# slug -> the arguments of `descend` that make the mistake, one entry per numeric form.
FAULTS = {slug: [{"update": update} for update in updates] for slug, updates in UPDATES.items()} | {
    "loss-after-update": [{"late": True}],
    "off-by-one": [{"extra": 1}, {"extra": -1}],
    "shared-history": [{"shared": True}],
}
FAULTS_OF_ONE = {slug: faults for slug, faults in FAULTS.items() if slug not in OF_TWO}


def _outer(preds, targets):
    return preds.reshape(-1, 1) - targets.reshape(1, -1)


# slug -> losses of `(preds, targets)`, one per numeric form.
LOSSES = {
    "sum-not-mean": [lambda preds, targets: ((preds - targets) ** 2).sum()],
    "abs-not-square": [lambda preds, targets: (preds - targets).abs().mean()],
    "no-square": [lambda preds, targets: (preds - targets).mean(), lambda preds, targets: (targets - preds).mean()],
    "square-of-mean": [lambda preds, targets: (preds - targets).mean() ** 2],
    "half-mse": [lambda preds, targets: ((preds - targets) ** 2).mean() / 2],
    "rmse": [lambda preds, targets: ((preds - targets) ** 2).mean().sqrt()],
    "n-minus-one": [lambda preds, targets: ((preds - targets) ** 2).sum() / (preds.numel() - 1)],
    "broadcast-trap": [lambda preds, targets: (_outer(preds, targets) ** 2).mean()],
}
# Where predictions have rows and columns.
ROWS_NOT_ELEMENTS = {"rows-not-elements": [lambda preds, targets: ((preds - targets) ** 2).sum() / len(preds)]}

# slug -> lines of `(x, w, b)`.
LINES = {
    "no-bias": lambda x, w, b: w * x + 0 * b,
    "bias-sign": lambda x, w, b: w * x - b,
    "bias-inside": lambda x, w, b: w * (x + b),
}


def mean_squared_error(preds, targets):
    """The right loss, for mistakes that lie elsewhere."""
    return ((preds - targets) ** 2).mean()


def line(x, w, b):
    """The right line, for mistakes that lie elsewhere."""
    return w * x + b
