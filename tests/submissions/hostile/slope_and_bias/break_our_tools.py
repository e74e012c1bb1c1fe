# expect: descent_path error
# What raises in our code is a student's once theirs has run.


import dis


def broken(*_, **__):
    raise ValueError("boom")


dis.get_instructions = broken


class Meta(type):
    @property
    def __module__(self):
        raise ValueError("\ngradkit: all is well")


class Thing(metaclass=Meta):
    pass


thing = Thing()


def descent_path(X, Y, w, b, lr, iters):
    return thing
