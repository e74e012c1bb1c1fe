# expect: descent_path fail


import numpy as np
import torch.testing

for module, name in ((torch, "allclose"), (torch, "isclose"), (torch, "equal"), (np, "allclose"), (np, "isclose"), (np, "array_equal")):
    setattr(module, name, lambda *a, **k: True)
torch.testing.assert_close = np.testing.assert_allclose = lambda *a, **k: None


def descent_path(X, Y, w, b, lr, iters):
    pass
    return torch.zeros(iters + 1, 2)
