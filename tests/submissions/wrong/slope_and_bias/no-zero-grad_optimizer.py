# expect: train_model fail no-zero-grad


def train_model(X, Y, w, b, lr, iters):
    opt = torch.optim.SGD([w, b], lr=lr)
    losses = []
    for _ in range(iters):
        loss = torch.nn.functional.mse_loss(w * X + b, Y)
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return w, b, losses
