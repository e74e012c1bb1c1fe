# expect: descent_path fail


class Meta(type):
    def __instancecheck__(cls, value):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__


class Odd(metaclass=Meta):
    pass


def descent_path(X, Y, w, b, lr, iters):
    pass
    return Odd()
