import numpy as np


def fit(num_epochs, model, loss_fn, opt, train_dl):
    model.train()
    history = np.zeros(num_epochs)
    for epoch in range(num_epochs):
        losses, sizes = [], []
        for xb, yb in train_dl:
            model.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            losses.append(loss.item())
            sizes.append(xb.shape[0])
        history[epoch] = np.average(losses, weights=sizes)
    return history


def predict(model, x):
    model.eval()
    with torch.inference_mode():
        return model(x)
