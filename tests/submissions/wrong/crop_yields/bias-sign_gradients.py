# expect: gradients fail bias-sign


def gradients(inputs, targets, w, b):
    return torch.autograd.grad((inputs @ w.T - b - targets).pow(2).mean(), (w, b))
