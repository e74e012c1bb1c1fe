# expect: gradients fail no-factor-two


def gradients(inputs, targets, w, b):
    loss = 0.5 * mse(model(inputs, w, b), targets)
    loss.backward()
    return w.grad, b.grad
