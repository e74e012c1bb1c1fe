# expect: train_model fail
# The losses are added up over the rounds, so each entry is the sum of all losses so far and the curve only rises.


def train_model(X, Y, w, b, lr, iters):
    losses = []
    total = 0
    for i in range(iters):
        loss = criterion(forward(X, w, b), Y)
        total += loss.item()
        losses.append(total)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
    return w, b, losses
