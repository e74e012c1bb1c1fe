"""Spare a check the two seconds in which PyTorch's optimisers import a compiler that nobody asked for.

The first step of any `torch.optim` optimiser imports `torch._dynamo`, to tell it that there is nothing to compile. Until
somebody does compile, a stand-in can hear that just as well; whoever asks it for anything else gets the real module.
"""

import importlib
import sys
import types
from typing import Any

import torch

NAME = "torch._dynamo"


class _Listener(types.ModuleType):
    """Stands in for `torch._dynamo` while nothing is compiled."""

    @staticmethod
    def graph_break(*_: object) -> None:
        """What the real one does outside a compilation: nothing."""

    @staticmethod
    def disable(function: Any = None, *_: object, **__: object) -> Any:
        """Nothing compiles, so what must not be compiled is left as it is."""
        return function if function else _Listener.disable

    def __getattr__(self, name: str) -> Any:
        if name == "__file__":  # whoever looks through all modules asks each for that, and none for a compiler
            raise AttributeError(name)
        if sys.modules.get(NAME) is self:
            del sys.modules[NAME], torch._dynamo
            importlib.import_module(NAME)
        return getattr(sys.modules[NAME], name)


def take() -> None:
    """Put the stand-in in place, unless the real module is there already."""
    if NAME not in sys.modules:
        sys.modules[NAME] = torch._dynamo = _Listener(NAME)
