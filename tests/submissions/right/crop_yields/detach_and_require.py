def train(inputs, targets, w, b, lr, epochs):
    losses = ()
    for _ in range(epochs):
        loss = mse(targets, model(inputs, w, b))
        loss.backward()
        losses += (loss,)
        w = (w - lr * w.grad).detach().requires_grad_(True)
        b = (b - lr * b.grad).detach().requires_grad_(True)
    return w, b, losses


def loss_before_and_after(inputs, targets, w, b, lr):
    before = mse(model(inputs, w, b), targets)
    before.backward()
    after = mse(model(inputs, (w - lr * w.grad).detach(), (b - lr * b.grad).detach()), targets)
    return before, after
