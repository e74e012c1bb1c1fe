"""What the judge may ask of those who know the answers, and the frames in which the oracle is asked and answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from autograder.errors import Defect
from autograder.labs.catalogue import Check
from autograder.trace import Report, Trace, Traces, pack_report, unpack_report
from autograder.trace.frame import pack_parts, unpack_parts

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

    def small(self, check: Check, device: str) -> Mistakes:
        """Return `[(the call as Python's source, (trace, its twin)), …]` of the solution on every small case.

        Where it cannot be shown on one, there is no call, and the traces are empty.
        """

    def at_rate(self, check: Check, device: str, seed: int, rate: float) -> Run | None:
        """Return what the solution records where its learning rate is `rate`; None where no solution is at hand."""

    def device(self, name: str) -> str:
        """Return the device that `name` means here, or "" when this machine has none."""

    def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True)
class Question:
    """`kind` is `reference` (the right traces, and their twins), `mistakes`, `small` (see `Answers`), `rate` (the solution
    at another) or `device`, which is answered by a name without traces.

    With a `probe`, that probe is run in place of the function's own, on the published cases alone: pictures are made so.
    """

    kind: str
    lab: str = ""
    function: str = ""
    device: str = "cpu"
    seed: int = 0
    probe: str = ""
    rate: float = 0.0


def pack_answer(named_traces: Iterable[tuple[str, Traces]]) -> bytes:
    """Return the frame of `[(name, traces), …]`."""
    named_reports = [(name, pack_report(Report(traces=tuple(traces)))) for name, traces in named_traces]
    return pack_parts({"names": [name for name, _ in named_reports]}, [report for _, report in named_reports])


def unpack_answer(frame: bytes) -> Mistakes:
    """Return the `[(name, traces), …]` of a frame. Raises the `Defect` that it holds instead of an answer."""
    header, reports = unpack_parts(frame)
    if "defect" in header:
        raise Defect(*header["defect"])
    return [(name, unpack_report(report).traces) for name, report in zip(header["names"], reports, strict=True)]
