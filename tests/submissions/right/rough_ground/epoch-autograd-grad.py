def sgd_epoch(batches, w, b, lr):
    losses = []
    for xb, yb in batches:
        loss = (xb * w + b - yb).pow(2).sum() / xb.numel()
        gw, gb = torch.autograd.grad(loss, (w, b))
        w, b = (w - lr * gw).detach().requires_grad_(), (b - lr * gb).detach().requires_grad_()
        losses.append(loss.item())
    return w, b, losses
