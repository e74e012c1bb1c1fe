# expect: train_model fail ascent


def train_model(X, Y, w, b, lr, iters):
    opt = torch.optim.SGD([w, b], lr=lr, maximize=True)
    losses = []
    for _ in range(iters):
        opt.zero_grad()
        loss = criterion(forward(X, w, b), Y)
        loss.backward()
        losses.append(loss.item())
        opt.step()
    return w, b, losses
