# expect: fit_mae fail broadcast-trap


def fit_mae(x, y, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = (f(x, params).squeeze() - y).abs().mean()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        params.grad = None
    return params, losses
