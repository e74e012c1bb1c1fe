"""Import a lab's text as a module, in the test's own process: for solutions and stubs, which are ours."""

import types

from tests.places import SOLUTIONS


def load(name, text):
    """Return a module made from `text`."""
    module = types.ModuleType(name)
    exec(compile(text, f"{name}.py", "exec"), vars(module))
    return module


def solution(lab):
    """Return a lab's solution as a module."""
    return load(lab, (SOLUTIONS / f"{lab}.py").read_text(encoding="utf-8"))
