"""The defects of the original, for the stubs of crop_yields_builtin."""


def fit(num_epochs, model, loss_fn, opt, train_dl):
    """Train `model` for `num_epochs` passes over the loader `train_dl`, with one update for each batch.

    `loss_fn(preds, targets)` gives the mean loss of a batch as a 0-d tensor; `opt` is one of PyTorch's optimisers and
    already holds the model's parameters, which are updated in place.

    Returns a list of `num_epochs` numbers: for each epoch the mean loss over its rows, each batch's loss being taken
    before that batch's update.
    """
    history = []
    for _ in range(num_epochs):
        opt.zero_grad()
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history
