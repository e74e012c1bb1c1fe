"""The defects of the original, for the stub of crop_yields_builtin: its docstrings are the solution's."""


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for _ in range(num_epochs):
        opt.zero_grad()
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history
