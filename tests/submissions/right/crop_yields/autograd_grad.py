def gradients(inputs, targets, w, b):
    return torch.autograd.grad(mse(model(inputs, w, b), targets), [w, b])


def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(float(mse(model(inputs, w, b), targets)))
        gw, gb = gradients(inputs, targets, w, b)
        with torch.no_grad():
            w.copy_(w - lr * gw)
            b.copy_(b - lr * gb)
    return w, b, losses


def loss_before_and_after(inputs, targets, w, b, lr):
    new_w, new_b, (before,) = train(inputs, targets, w, b, lr, 1)
    return torch.tensor([before, mse(model(inputs, new_w, new_b), targets)]).unbind()
