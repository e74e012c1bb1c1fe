# expect: train fail loss-after-update


def train(inputs, targets, w, b, lr, epochs):
    history = []
    for _ in range(epochs):
        gw, gb = torch.autograd.grad(mse(model(inputs, w, b), targets), (w, b))
        w.data -= lr * gw
        b.data -= lr * gb
        history.append(mse(model(inputs, w, b), targets).item())
    return w, b, history
