# expect: train_model fail momentum
# A good method, and not the one that was asked for.


def train_model(X, Y, w, b, lr, iters):
    optimizer = torch.optim.SGD([w, b], lr=lr, momentum=0.9)
    losses = []
    for _ in range(iters):
        optimizer.zero_grad()
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return w, b, losses
