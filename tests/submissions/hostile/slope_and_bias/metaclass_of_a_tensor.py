# expect: descent_path fail
# A subclass of Tensor whose class says that it equals every other.


right_path = descent_path


class Meta(type(torch.Tensor)):
    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__


class Liar(torch.Tensor, metaclass=Meta):
    def detach(self):
        return torch.ones(self.shape[0] + 1, 2)


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.zeros(iters + 1, 2).as_subclass(Liar)
