# expect: loss_before_and_after fail bias-not-trained


def loss_before_and_after(inputs, targets, w, b, lr):
    before = mse(model(inputs, w, b), targets)
    before.backward()
    return before.item(), mse(model(inputs, w - lr * w.grad, b), targets).item()
