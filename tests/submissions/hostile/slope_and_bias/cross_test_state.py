# expect: descent_path fail
# What this check leaves behind is gone in the others.


import builtins
import os
import pathlib

if pathlib.Path("state.txt").exists():
    raise RuntimeError("another check's file is here")
if torch.get_default_dtype() is not torch.float32 or torch.Tensor.mean is None:
    raise RuntimeError("another check's settings are here")
pathlib.Path("state.txt").write_text("I was here")


def descent_path(X, Y, w, b, lr, iters):
    torch.set_default_dtype(torch.float64)
    torch.set_grad_enabled(False)
    torch.nn.functional.mse_loss = torch.Tensor.mean = torch.Tensor.backward = None
    torch.manual_seed(0)
    plt.subplots = None
    builtins.range = None
    os.chdir("/")
    return torch.zeros(iters + 1, 2)
