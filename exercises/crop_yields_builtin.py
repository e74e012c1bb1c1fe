"""Crop yields, built in: the same regression with the tools that PyTorch brings along.

The loop is the one from `crop_yields`. Only now a `DataLoader` deals the batches, an `nn.Linear` keeps the weights, and
one of PyTorch's optimisers takes the steps and clears the gradients, when it is told to.

Shapes and units. `inputs` is `(rows, features)`: temperature in degrees Fahrenheit, rainfall in millimetres, humidity
in per cent. `targets` is `(rows, targets)`: apples and oranges in tons per hectare. All share one floating dtype and
one device.

Follows the Jovian tutorial "Gradient Descent and Linear Regression with PyTorch", its second half.
"""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def make_loader(inputs, targets, batch_size, shuffle):
    """Deal the rows of `inputs` and `targets` into batches of `batch_size` rows.

    With `shuffle` true, the rows come in a new order each epoch, else in the given one. Returns a `DataLoader` that
    yields pairs `(xb, yb)` of rows that belong together. Where the rows do not fill the last batch, that batch is short.
    """
    raise NotImplementedError("write make_loader here")


def make_model(n_features, n_targets):
    """A linear model with a bias, from `(rows, n_features)` to `(rows, n_targets)`.

    Returns an `nn.Module` with one weight for each feature of each target, and one bias for each target.
    """
    raise NotImplementedError("write make_model here")


def fit(num_epochs, model, loss_fn, opt, train_dl):
    """Train `model` for `num_epochs` passes over the loader `train_dl`, with one update for each batch.

    `loss_fn(preds, targets)` gives the mean loss of a batch as a 0-d tensor; `opt` is one of PyTorch's optimisers and
    already holds the model's parameters, which are updated in place.

    Returns a list of `num_epochs` numbers: for each epoch the mean loss over its rows, each batch's loss being taken
    before that batch's update.
    """
    # Mend this: it is given with a mistake in it.
    history = []
    for _ in range(num_epochs):
        opt.zero_grad()
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history


def predict(model, x):
    """What `model` says about the rows of `x`, `(rows, features)`.

    Returns `(rows, targets)`, predictions that carry no gradient.
    """
    raise NotImplementedError("write predict here")
