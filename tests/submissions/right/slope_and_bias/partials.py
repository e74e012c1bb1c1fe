from functools import partial


def _line(sign, x, w, b):
    return w * x + sign * b


def _train(loss, model, X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        value = loss(model(X, w, b), Y)
        losses.append(value.item())
        value.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses


forward = partial(_line, 1)
criterion = partial(torch.nn.functional.mse_loss, reduction="mean")
train_model = partial(partial(_train, criterion), forward)
