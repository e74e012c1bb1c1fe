# expect: descent_path fail


class Liar(torch.Tensor):
    @staticmethod
    def __new__(cls, inner):
        return torch.Tensor._make_wrapper_subclass(cls, inner.shape, dtype=inner.dtype)

    @classmethod
    def __torch_dispatch__(cls, function, types, arguments=(), keywords=None):
        return torch.zeros(())


def descent_path(X, Y, w, b, lr, iters):
    pass
    return Liar(torch.zeros(iters + 1, 2))
