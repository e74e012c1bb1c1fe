"""Python's, PyTorch's, NumPy's and matplotlib's global state: set back between the checks of a file.

What somebody changes for one function should not follow them into the next. This is a courtesy, and no protection: whatever
goes wrong in a process that has run other code before is tried again in one that has not.
"""

import builtins
import os
import random
import shutil
import signal
import sys
import warnings
from types import ModuleType
from typing import cast

import numpy as np
import torch

_BUILTINS = dict(vars(builtins))
_FILTERS = list(warnings.filters)
_RECURSION = sys.getrecursionlimit()
_FLOATING_POINT_ERRORS = np.geterr()


def settle(seed: int, device: str) -> None:
    """Make a run repeatable: seeds set, TF32 off, one thread, so that the same file gets the same trace twice in a row."""
    random.seed(seed)
    np.random.seed(seed)
    # `torch.manual_seed` notes a call for every kind of device that there might be: half a millisecond where there is none.
    (torch.default_generator if device == "cpu" else torch).manual_seed(seed)
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False


def set_back(scratch: str) -> None:
    """Undo what an earlier check of this process may have changed; `scratch` is the folder that holds its files."""
    vars(builtins).update(_BUILTINS)
    sys.settrace(None)
    sys.setprofile(None)
    sys.setrecursionlimit(_RECURSION)
    warnings.resetwarnings()
    cast(list[object], warnings.filters).extend(_FILTERS)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    np.seterr(**_FLOATING_POINT_ERRORS)
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(None)
    if torch.are_deterministic_algorithms_enabled():  # to say no where it is off already imports a compiler
        torch.use_deterministic_algorithms(False)
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
        set_back_style(sys.modules["matplotlib"])
    os.chdir(scratch)
    for entry in os.scandir(scratch):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


def set_back_style(matplotlib: ModuleType) -> None:
    """Give matplotlib back the settings that were changed since it was imported; to validate all takes milliseconds."""
    # dict's own methods, because RcParams looks up a backend when it is asked for one.
    for name, value in dict.items(matplotlib.rcParamsOrig):
        if dict.get(matplotlib.rcParams, name) is not value and not name.startswith("backend"):
            matplotlib.rcParams[name] = value
