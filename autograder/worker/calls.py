"""How a probe calls a student's function on a case: the arguments as they come, and as Python's source."""

import types
from typing import Any, NoReturn, cast

import torch

from autograder.trace import Case
from autograder.worker.check import Probe
from autograder.worker.given import Given
from autograder.worker.recording import Recorder
from autograder.worker.student_file import Student

PLAIN = (bool, int, float, str)


class _Called(BaseException):
    """A probe has come to its call. Not an `Exception`: no probe takes it for something else."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        self.arguments = arguments


class _Listener:
    """Stands in a student's place: whatever is called tells its arguments, and that is all."""

    def __getattr__(self, name: str) -> Any:
        def tell(*arguments: Any) -> NoReturn:
            raise _Called(arguments)

        return tell


class _GivenPlainly(Given):
    """The inputs as a person would type them: without what only the probe looks at."""

    def watched(self, name: str) -> torch.Tensor:
        return self.tensor(name)


def arguments_of(probe: Probe, case: Case, device: str = "cpu") -> tuple[Any, ...]:
    """Return the arguments of the first call that a probe makes on a case; none where it makes none."""
    try:
        probe(cast(Student, _Listener()), _GivenPlainly(case, device), Recorder(device))
    except _Called as called:
        return called.arguments
    return ()


def source_of(value: Any) -> str:
    """Return the Python that makes such a value. Raises `LookupError` where no short line does: a model, a loader."""
    if isinstance(value, torch.Tensor):
        dtype = "" if value.dtype is torch.float32 else f", dtype={value.dtype}"
        leaf = ", requires_grad=True" if value.requires_grad else ""
        return f"torch.tensor({_numbers(value.tolist())}{dtype}{leaf})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {source_of(each)}' for key, each in value.items())}}}"
    if type(value) in (list, tuple):
        inner = ", ".join(map(source_of, value))
        return f"[{inner}]" if type(value) is list else f"({inner})"
    if isinstance(value, types.FunctionType) and value.__name__.startswith("lambda "):
        return value.__name__
    if type(value) in PLAIN:
        return repr(value)
    raise LookupError(f"no source makes a {type(value).__name__}")


def _numbers(values: Any) -> str:
    """Return the elements of a tensor as torch prints them: `[1., 2.]`."""
    if isinstance(values, list):
        return f"[{', '.join(map(_numbers, values))}]"
    text = f"{values:.7g}"
    return text if set(text) & set(".en") else f"{text}."
