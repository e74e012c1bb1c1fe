# expect: fit_line fail
# The empty list is made inside the loop, so only the last loss is left at the end.


def fit_line(x, y, w, b, lr, iters):
    for _ in range(iters):
        losses = []
        loss = get_loss(w * x + b, y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            w.grad.zero_()
            b.grad.zero_()
    return w, b, losses
