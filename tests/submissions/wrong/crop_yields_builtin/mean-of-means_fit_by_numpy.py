# expect: fit fail mean-of-means


def fit(num_epochs, model, loss_fn, opt, train_dl):
    import numpy as np

    history = []
    for _ in range(num_epochs):
        losses = []
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            opt.zero_grad()
            losses.append(loss.item())
        history.append(np.mean(losses))
    return history
