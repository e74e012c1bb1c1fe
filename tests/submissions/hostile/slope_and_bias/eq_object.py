# expect: descent_path fail
# A wrong type is fail or refused, never pass.


class Equal:
    shape, dtype, ndim = (16, 2), torch.float32, 2

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *a, **k):
        return self

    __sub__ = __rsub__ = __abs__ = __le__ = __lt__ = __bool__ = __array__ = __iter__ = __len__ = __float__ = __call__


def descent_path(X, Y, w, b, lr, iters):
    pass
    return Equal()
