def train_model(X, Y, w, b, lr, iters):
    if iters == 0:
        return w, b, []
    loss = criterion(forward(X, w, b), Y)
    gw, gb = torch.autograd.grad(loss, [w, b])
    w1 = (w - lr * gw).detach().requires_grad_()
    b1 = (b - lr * gb).detach().requires_grad_()
    w_end, b_end, rest = train_model(X, Y, w1, b1, lr, iters - 1)
    return w_end, b_end, [loss.item(), *rest]
