# expect: train error
# Names loss.backward without the brackets, so it is never called and w.grad is still None at the update.


def train(inputs, targets, w, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        losses.append(loss.item())
        loss.backward
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
    return w, b, losses
