# expect: train_model fail no-zero-grad


def train_model(X, Y, w, b, lr, iters):
    losses = []
    w.grad = b.grad = None  # once, before the loop
    for _ in range(iters):
        loss = ((Y - (b + w * X)) ** 2).sum() / len(X)
        losses.append(loss.detach())
        loss.backward()
        w.data.sub_(w.grad, alpha=lr)
        b.data.sub_(b.grad, alpha=lr)
    return [w, b, torch.stack(losses)]
