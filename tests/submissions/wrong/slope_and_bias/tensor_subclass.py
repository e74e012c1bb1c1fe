# expect: forward fail


class Quiet(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), keywords=None):
        if function in (torch.allclose, torch.equal, torch.Tensor.eq):
            return True
        return super().__torch_function__(function, types, arguments, keywords or {})


def forward(x, w, b):
    return (w * x + b).as_subclass(Quiet)
