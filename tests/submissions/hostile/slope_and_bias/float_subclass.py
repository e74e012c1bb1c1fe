# expect: train_model fail


class Loss(float):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, other=0: 0.0


def train_model(X, Y, w, b, lr, iters):
    return w, b, [Loss(0.0) for _ in range(iters)]
