"""What the judge may ask of those who know the answers, and the frames in which the oracle is asked and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from autograder.errors import Defect
from autograder.labs.catalogue import Check
from autograder.trace import Report, Trace, pack_report, unpack_report
from autograder.trace.frame import pack, unpack

# What a run in the other precision is called in an answer.
TWIN = "twin"
# The traces of a run, one per case, and those of the same run in the other precision.
Run: TypeAlias = tuple[tuple[Trace, ...], tuple[Trace, ...]]
# What each known mistake records, one trace per case: `[(slug, traces), …]`. A slug can have several forms.
Mistakes: TypeAlias = list[tuple[str, tuple[Trace, ...]]]


class Answers(Protocol):
    """What the judge needs to know, whether an oracle works it out or a file holds it. It is `lost` when its oracle is."""

    lost: bool

    def expect(self, check: Check, device: str, seed: int, probe: str = "") -> None:
        """Say that this reference will be asked for. Returns at once."""

    def reference(self, check: Check, device: str, seed: int, probe: str = "") -> Run:
        """Return `(traces, their twins)` of the solution, one per case; per published case with a `probe`."""

    def mistakes(self, check: Check, device: str, seed: int) -> Mistakes:
        """Return `[(slug, traces), …]` of every known mistake of a check that can be run as it is."""

    def at_rate(self, check: Check, device: str, seed: int, rate: float) -> Run | None:
        """Return what the solution records where its learning rate is `rate`; None where no solution is at hand."""

    def device(self, name: str) -> str:
        """Return the device that `name` means here, or "" when this machine has none."""

    def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True)
class Question:
    """`kind` is `reference` (the right traces, and their twins), `mistakes`, `rate` (the solution at another) or `device`.

    With a `probe`, that probe is run in place of the function's own, on the published cases alone: pictures are made so.
    """

    kind: str
    lab: str = ""
    function: str = ""
    device: str = "cpu"
    seed: int = 0
    probe: str = ""
    rate: float = 0.0


def pack_answer(named_reports: Sequence[tuple[str, Report]]) -> bytes:
    """Return the frame of `[(name, Report), …]`."""
    packed = {str(number): pack_report(report) for number, (_, report) in enumerate(named_reports)}
    arrays = {number: np.frombuffer(frame, dtype=np.uint8) for number, frame in packed.items()}
    return pack({"names": [name for name, _ in named_reports]}, arrays)


def unpack_answer(frame: bytes) -> list[tuple[str, Report]]:
    """Return the `[(name, Report), …]` of a frame. Raises the `Defect` that it holds instead of an answer."""
    header, arrays = unpack(frame)
    if "defect" in header:
        raise Defect(*header["defect"])
    return [(name, unpack_report(arrays[str(number)].tobytes())) for number, name in enumerate(header["names"])]
