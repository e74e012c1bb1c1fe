# expect: train fail shared-history


def train(inputs, targets, w, b, lr, epochs):
    latest, history = torch.zeros(()), []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        latest.copy_(loss.detach())
        history.append(latest)
        gw, gb = torch.autograd.grad(loss, (w, b))
        w, b = (w - lr * gw).detach().requires_grad_(), (b - lr * gb).detach().requires_grad_()
    return w, b, history
