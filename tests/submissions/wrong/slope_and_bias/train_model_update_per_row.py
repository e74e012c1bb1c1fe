# expect: train_model fail
# The parameters are updated after every single row (stochastic descent), so one round does N updates instead of one.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for epoch in range(iters):
        losses.append(criterion(forward(X, w, b), Y).item())
        for x, y in zip(X, Y):
            loss = criterion(forward(x, w, b), y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    return w, b, losses
