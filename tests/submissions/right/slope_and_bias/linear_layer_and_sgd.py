from torch import nn, optim


def train_model(X, Y, w, b, lr, iters):
    layer = nn.Linear(1, 1, dtype=X.dtype, device=X.device)
    with torch.no_grad():
        layer.weight.fill_(w.item())
        layer.bias.fill_(b.item())
    optimizer = optim.SGD(layer.parameters(), lr=lr)
    mse = nn.MSELoss()
    losses = []
    for _ in range(iters):
        optimizer.zero_grad()
        loss = mse(layer(X.reshape(-1, 1)), Y.reshape(-1, 1))
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
    return layer.weight, layer.bias, losses  # shapes (1, 1) and (1,)


def descent_path(X, Y, w, b, lr, iters):
    rows = [(w.item(), b.item())]
    for _ in range(iters):
        w, b, _ = train_model(X, Y, w, b, lr, 1)
        rows.append((w.item(), b.item()))
    return torch.tensor(rows, dtype=X.dtype)
