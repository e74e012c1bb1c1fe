# expect: train_model fail


def train_model(X, Y, w, b, lr, iters):
    optimizer = torch.optim.Adam([w, b], lr=lr)
    losses = []
    for _ in range(iters):
        optimizer.zero_grad()
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return w, b, losses
