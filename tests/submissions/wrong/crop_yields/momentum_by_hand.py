# expect: train fail momentum


def train(inputs, targets, w, b, lr, epochs):
    vw, vb = torch.zeros_like(w), torch.zeros_like(b)
    losses = []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        losses.append(loss.item())
        gw, gb = torch.autograd.grad(loss, (w, b))
        vw, vb = 0.9 * vw + gw, 0.9 * vb + gb
        with torch.no_grad():
            w -= lr * vw
            b -= lr * vb
    return w, b, losses
