# expect: train fail stale-predictions


def train(inputs, targets, w, b, lr, epochs):
    loss = mse(model(inputs, w, b), targets)
    history = []
    for _ in range(epochs):
        history.append(loss.item())
        w.grad = b.grad = None
        loss.backward(retain_graph=True)
        w.data = w.data - lr * w.grad
        b.data = b.data - lr * b.grad
    return w, b, history
