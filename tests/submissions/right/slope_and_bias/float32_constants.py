def criterion(yhat, y):
    return torch.sum(torch.square(yhat - y)) * torch.tensor(1.0 / yhat.numel())


def train_model(X, Y, w, b, lr, iters):
    rate = torch.tensor([lr])  # one element, in float32
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.detach())
        loss.backward()
        with torch.no_grad():
            w -= rate[0] * w.grad
            b -= rate[0] * b.grad
        w.grad = b.grad = None
    return w, b, torch.stack(losses)


def error_surface(X, Y, w_range, b_range, n_samples):
    steps = torch.arange(n_samples) / (n_samples - 1)  # float32, from 0 to 1
    slopes, biases = (2 * r * steps - r for r in (w_range, b_range))
    Z = torch.zeros(n_samples, n_samples)
    for i in range(n_samples):
        for j in range(n_samples):
            Z[i, j] = criterion(slopes[i] * X + biases[j], Y)
    B, W = torch.meshgrid(biases, slopes, indexing="xy")
    return W, B, Z
