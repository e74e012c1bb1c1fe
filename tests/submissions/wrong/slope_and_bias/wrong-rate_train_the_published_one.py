# expect: train_model fail wrong-rate
# Right on the tutorial's own case.


def train_model(X, Y, w, b, lr, iters):
    optimizer = torch.optim.SGD([w, b], lr=0.1)
    losses = []
    for _ in range(iters):
        optimizer.zero_grad()
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss)
        loss.backward()
        optimizer.step()
    return w.detach(), b.detach(), torch.tensor(losses)
