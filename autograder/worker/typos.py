"""What somebody may have meant by a name that is not there."""

import builtins
import difflib
from collections.abc import Iterable

from autograder.language import Phrase

IMPORTS = {
    "torch": "import torch",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "plt": "import matplotlib.pyplot as plt",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "math": "import math",
    "random": "import random",
    "DataLoader": "from torch.utils.data import DataLoader",
    "TensorDataset": "from torch.utils.data import TensorDataset",
}


def suggestion(problem: BaseException) -> str:
    """Return a question about a misspelt name, attribute or module, or "" where nothing is near.

    `problem` is a NameError, AttributeError or ImportError with its traceback. Nothing of the student's is called but
    `dir` on the object whose attribute is missing.
    """
    try:
        return _suggestion(problem)
    except Exception:
        return ""  # an object that cannot even be listed


def _suggestion(problem: BaseException) -> str:
    name = getattr(problem, "name", None)
    if not isinstance(name, str):
        return ""
    if isinstance(problem, NameError):
        if name in IMPORTS:
            return Phrase("Is `{line}` missing at the top of your file?", line=IMPORTS[name])
        return _near(name, _names_in_sight(problem))
    if isinstance(problem, AttributeError):
        return _near(name, dir(problem.obj))
    if isinstance(problem, ModuleNotFoundError):
        return _near(name, ("torch", "numpy", "math", "random", "matplotlib", "matplotlib.pyplot"))
    return ""


def _names_in_sight(problem: NameError) -> set[str]:
    step = problem.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    assert step, "it has been raised"
    frame = step.tb_frame
    return {*frame.f_locals, *frame.f_globals, *dir(builtins)}


def _near(name: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, [word for word in known if not word.startswith("__")], n=1, cutoff=0.7)
    return Phrase("Did you mean {name}?", name=found[0]) if found else ""
