# expect: descent_path fail


from autograder.labs.slope_and_bias import probes

probes.descent_path = lambda *a, **k: True


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.zeros(iters + 1, 2)
