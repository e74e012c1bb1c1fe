# expect: descent_path fail bias-sign


def descent_path(X, Y, w, b, lr, iters):
    path = [torch.stack([w, b]).detach().requires_grad_()]
    for _ in range(iters):
        here = path[-1]
        ((here[0] * X - here[1] - Y) ** 2).mean().backward()
        path.append((here.detach() - lr * here.grad).requires_grad_())
    return torch.stack(path)
