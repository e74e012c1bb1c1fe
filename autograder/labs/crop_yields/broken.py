"""The defects of the original, for the stub of crop_yields: its docstrings are the solution's."""

import torch


def loss_before_and_after(inputs, targets, w, b, lr):
    preds = model(inputs, w, b)
    before = mse(preds, targets)
    before.backward()

    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    w.grad = None
    b.grad = None

    after = mse(preds, targets)
    return before.item(), after.item()
