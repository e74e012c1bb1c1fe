def numerical_gradient(f, x, h=1e-3):
    a, b = x - h, x + h
    return torch.tensor([(f(b) - f(a)) / (b - a)], dtype=torch.float64)


def largest_stable_rate(y_true):
    root = torch.tensor(y_true, dtype=torch.float64).sqrt().requires_grad_()
    (slope,) = torch.autograd.grad((root**2 - y_true) ** 2, root, create_graph=True)
    (curvature,) = torch.autograd.grad(slope, root)
    return 2 / curvature
