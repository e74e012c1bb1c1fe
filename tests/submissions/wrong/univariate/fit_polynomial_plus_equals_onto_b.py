# expect: fit_polynomial error
# Lets y_ be the very tensor b and then adds in place with +=, so it tries to change the leaf b itself.


def fit_polynomial(x, y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        y_ = b
        for k in range(len(w)):
            y_ += w[k] * x ** (k + 1)
        loss = get_loss(y_, y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = None
        b.grad = None
    return w, b, losses
