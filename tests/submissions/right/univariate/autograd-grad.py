def autograd_gradients(x, y, w, b):
    return torch.autograd.grad(get_loss(w * x + b, y), [w, b])


def fit_line(x, y, w, b, lr, iters):
    losses = torch.zeros(iters)
    for step in range(iters):
        losses[step] = get_loss(w * x + b, y).item()
        gw, gb = torch.autograd.grad(get_loss(w * x + b, y), (w, b))
        w, b = (p.sub(g, alpha=lr).detach().requires_grad_(True) for p, g in ((w, gw), (b, gb)))
    return [w, b, losses]
