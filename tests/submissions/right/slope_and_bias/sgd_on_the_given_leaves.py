def train_model(X, Y, w, b, lr, iters):
    optimizer = torch.optim.SGD([w, b], lr)
    losses = []

    def closure():
        optimizer.zero_grad(set_to_none=False)
        loss = criterion(forward(X, w, b), Y)
        loss.backward()
        return loss

    for _ in range(iters):
        losses.append(optimizer.step(closure).item())
    return w, b, losses
