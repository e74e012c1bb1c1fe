"""A notebook's cells on their way to one process, which runs them in order as a kernel does, and what came out of each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from autograder.errors import TRACE_LIMIT, FrameError
from autograder.text import plain, shortened
from autograder.trace.quantity import Quantity
from autograder.trace.report import TEXT_LIMIT, Entry, Trace
from autograder.trace.request import Case, Request

# Stands where a request names a function. No lab has one of that name.
CELL = "a notebook's cell"
# By this name a kernel's user knows it that a cell was stopped.
TIMEOUT = "CellTimeoutError"


@dataclass(frozen=True)
class Cells:
    """The code cells of a notebook, each a name and a source, and the files beside it by their paths.

    Each of them may take so many `seconds`.
    """

    sources: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, bytes], ...]
    seconds: float

    def requests(self, numbers: Iterable[int]) -> list[Request]:
        """Return what has the cells of these numbers run in one process, one after the other."""
        files = {name: np.frombuffer(content, dtype=np.uint8) for name, content in self.files}
        source, requests = json.dumps(self.sources, ensure_ascii=False).encode("utf-8", "replace"), list[Request]()
        for number in numbers:
            values = {"cell": number, "seconds": self.seconds}
            case = Case({} if requests else files, values, "uint8", published=True)
            requests.append(Request("", CELL, source, "", (case,)))
        return requests


@dataclass(frozen=True)
class CellOutput:
    """What came out of a cell: its prints, its `value`, its `error` with that one's text and traceback; "" where none did.

    `left_out` is a line of it that only a kernel can run, "" where there is none that a later cell could miss, `called` a
    function of the kit's that is not to be had there. All are a student's words.
    """

    stdout: str = ""
    stderr: str = ""
    value: str = ""
    error: str = ""
    text: str = ""
    traceback: str = ""
    left_out: str = ""
    called: str = ""

    def to_trace(self) -> Trace:
        """Return the trace that carries it."""
        said = {
            name: np.frombuffer(text.encode("utf-8", "replace"), np.uint8) for name, text in vars(self).items() if text
        }
        return Trace(tuple(Entry(Quantity(name), "series", value) for name, value in said.items()))

    @classmethod
    def of(cls, trace: Trace) -> "CellOutput":
        """Return what an untrusted trace carries, of bounded length. Raises `FrameError` for one that is none of these."""
        said = {entry.quantity.of: entry.value.tobytes().decode("utf-8", "replace") for entry in trace.entries}
        if not said.keys() <= {field.name for field in fields(cls)}:
            raise FrameError("it is no output of a cell")
        tail = said.pop("traceback", "")[-TRACE_LIMIT:]
        return cls(**{name: shortened(plain(text), TEXT_LIMIT) for name, text in said.items()}, traceback=plain(tail))
