"""What a check's process is told: the student's source, the probe's name and the inputs. Never an answer."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.trace.frame import pack, unpack


@dataclass(frozen=True)
class Case:
    """The inputs of one run.

    `arrays` become tensors of `dtype` on the request's device, `values` stay Python's own numbers, strings and lists.
    A function of one number is the value `{"polynomial": coefficients}`, from the highest power down. `published` is True
    for the tutorial's own case, which a message may quote; where a class is graded, inputs of the others stay out of sight.
    """

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    dtype: str = "float32"
    published: bool = False

    def __post_init__(self) -> None:
        # Inputs are rounded here, once: the reference in float64 then starts from the very numbers the student gets.
        rounded = {name: np.asarray(array).astype(self.dtype, copy=False) for name, array in self.arrays.items()}
        object.__setattr__(self, "arrays", rounded)

    def twin(self) -> "Case":
        """Return the same inputs, to be computed with in the other precision."""
        return replace(self, dtype="float32" if self.dtype == "float64" else "float64")


def formula(coefficients: Sequence[float]) -> str:
    """Return a polynomial as Python's source, "lambda x: x**2 - 2*x"; coefficients are from the highest power down."""
    terms = []
    for power, coefficient in zip(range(len(coefficients))[::-1], coefficients, strict=True):
        factors = [f"{coefficient:.7g}"] if coefficient != 1 or not power else []
        factors += [f"x**{power}" if power > 1 else "x"] if power else []
        terms += ["*".join(factors)] if coefficient else []
    return f"lambda x: {' + '.join(terms) or 0}".replace("+ -", "- ")


@dataclass(frozen=True)
class Request:
    """One check to run: `function` of `lab` as `source` defines it, on every case, on `device`.

    `filename` is what the student calls the file; tracebacks show it. `seed` sets every generator of random numbers.
    `last` is False where another request follows in the same process: the other cases of this check, or another check of
    the same file, whose `source` is not sent again.
    """

    lab: str
    function: str
    source: bytes
    filename: str
    cases: tuple[Case, ...]
    device: str = "cpu"
    seed: int = 0
    last: bool = True


def in_parts(requests: Sequence[Request]) -> list[tuple[int, Request]]:
    """Return what the checks of one file are sent in, and which of `requests` each belongs to.

    First the published cases of every check, then the others: whatever is said of the published cases, in a reply or in
    print, has been said before an input is sent that must not be told. The file itself is sent once.
    """
    first, second = [], []
    for number, request in enumerate(requests):
        published, *fresh = cases_in_parts(request.cases)
        source = request.source if number == 0 else b""
        first.append((number, replace(request, source=source, cases=published, last=False)))
        second += [(number, replace(request, source=b"", cases=cases, last=False)) for cases in fresh]
    *parts, (number, part) = [*first, *second]
    return [*parts, (number, replace(part, last=True))]


def cases_in_parts(cases: Sequence[Case]) -> tuple[tuple[Case, ...], ...]:
    """Return the cases of each part that a request with these is sent in."""
    published = tuple(itertools.takewhile(lambda case: case.published, cases))
    fresh = tuple(cases[len(published) :])
    return (published, fresh) if fresh else (published,)


def pack_request(request: Request) -> bytes:
    """Return the frame of a `Request`."""
    arrays: dict[str, np.ndarray] = {"source": np.frombuffer(request.source, dtype=np.uint8)}
    cases = []
    for number, case in enumerate(request.cases):
        arrays.update({f"{number}.{name}": array for name, array in case.arrays.items()})
        cases.append([case.values, case.dtype, case.published, list(case.arrays)])
    header = {name: getattr(request, name) for name in ("lab", "function", "filename", "device", "seed", "last")}
    return pack({**header, "cases": cases}, arrays)


def unpack_request(frame: bytes) -> Request:
    """Return the `Request` of a frame that the grader made."""
    header, arrays = unpack(frame)
    cases = []
    for number, (values, dtype, published, names) in enumerate(header.pop("cases")):
        inputs = {array: arrays[f"{number}.{array}"] for array in names}
        cases.append(Case(inputs, values, dtype, published))
    return Request(source=arrays["source"].tobytes(), cases=tuple(cases), **header)
