# expect: descent_path fail


class Guise:
    @property
    def __class__(self):
        return torch.Tensor


def descent_path(X, Y, w, b, lr, iters):
    pass
    return Guise()
