"""Descent with a fault: the loop that the labs' known mistakes share. Every fault is one argument."""

import torch


def descend(loss_of, parameters, lr, updates, *, clear=True, uphill=False, late=False, extra=0):
    """Descend on `loss_of(*parameters)` with at most one thing wrong; return `(parameters, losses)`.

    `clear=False` never clears a gradient, `uphill` adds where it should subtract, `late` writes each loss down after
    the update, `extra` makes that many updates more (or fewer) than asked. The given parameters are left alone.
    """
    parameters = [parameter.detach().clone().requires_grad_() for parameter in parameters]
    losses = []
    for _ in range(updates + extra):
        loss = loss_of(*parameters)
        loss.backward()
        with torch.no_grad():
            for parameter in parameters:
                parameter.add_(parameter.grad, alpha=lr if uphill else -lr)
            if late:
                loss = loss_of(*parameters)
        losses.append(loss.item())
        if clear:
            for parameter in parameters:
                parameter.grad = None
    return parameters, losses


def fixed_rate(student, right, name, lr):
    """Return the rate that somebody moved by, whatever `lr` was, from the first gradient seen; None where none is seen."""
    if name not in student or name not in right:
        return None
    moved, due = student[name], right[name]
    return None if abs(due) < 1e-6 else float(lr * moved / due)
