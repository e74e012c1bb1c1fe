def gradients(inputs, targets, w, b):
    w, b = w.detach().double().requires_grad_(), b.detach().double().requires_grad_()
    mse(model(inputs.double(), w, b), targets.double()).backward()
    return w.grad, b.grad


def train(inputs, targets, w, b, lr, epochs):
    kind = w.dtype
    w, b = w.detach().double(), b.detach().double()
    losses = []
    for _ in range(epochs):
        losses.append(mse(model(inputs.double(), w, b), targets.double()).item())
        gw, gb = gradients(inputs, targets, w, b)
        w, b = w - lr * gw, b - lr * gb
    return w.to(kind), b.to(kind), losses
