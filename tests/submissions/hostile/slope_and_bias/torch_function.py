# expect: descent_path fail


class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), keywords=None):
        return True


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.zeros(iters + 1, 2).as_subclass(Liar)
