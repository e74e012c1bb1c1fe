"""What a check's process sends back: the trace of every case, and no opinion about it."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args

import numpy as np

from autograder.errors import TRACE_LIMIT, CheckerFailed, Defect, FrameError
from autograder.language import Phrase, Plural
from autograder.text import one_line, plain
from autograder.trace.frame import pack, unpack
from autograder.trace.quantity import Counted, Measure, Quantity

T = TypeVar("T")
EntryKind: TypeAlias = Literal["number", "count", "series", "tensor", "grid", "flag"]


@dataclass(frozen=True)
class Entry:
    """One recorded quantity of one case: what it is, and its value.

    `kind` is `number` (0-d), `count` (whole, and without a tolerance), `series` (1-d, read element by element), `tensor`
    (shape and dtype count), `grid` (shape counts, dtype does not) or `flag` (a truth value). `precision` is the dtype the
    value had; `any` for Python's own numbers, which do not tell how they were computed. The quantity's step places the
    entry in the descent: step k makes the k-th update. A series begins at that step and goes on from there. `resolution`
    is the rounding that a derived quantity cannot avoid in float32, in its own unit; `leeway` is how many times the usual
    tolerance it is allowed. Both are believed of the reference alone.
    """

    quantity: Quantity
    kind: EntryKind
    value: np.ndarray
    precision: str = "any"
    resolution: float = 0.0
    leeway: float = 1.0

    @property
    def step(self) -> int:
        """The step of the descent that it belongs to, of a series' first element."""
        return self.quantity.step


class MishapKind(StrEnum):
    """What sort of thing ended a case."""

    RAISED = "raised"  # an exception of the student's code
    UNWRITTEN = "unwritten"  # the stub's own exception
    UNFINISHED = "unfinished"  # the same, below something that was written
    EXHAUSTED = "exhausted"  # out of memory
    UNFIT = "unfit"  # a value that no contract allows
    REFUSED = "refused"  # a file that no compiler takes
    TIMEOUT = "timeout"  # the time was over


@dataclass(frozen=True)
class Mishap:
    """Why a case ended early: `what` is an exception's name, that of the value that does not fit, or the word by which the
    loop begins that had no end in time.

    `line` is the student's line, 0 where there is none; `function` is the function that it is in. `column` is where in the
    line the compiler stopped, counted from 1, else 0.
    """

    kind: MishapKind
    what: str
    text: str = ""
    line: int = 0
    function: str = ""
    column: int = 0


@dataclass(frozen=True)
class Trace:
    """What a probe recorded on one case, in order, and how the case ended."""

    entries: tuple[Entry, ...] = ()
    mishap: Mishap | None = None

    def __getitem__(self, quantity: Quantity | str) -> np.ndarray:
        """Return what was recorded of a quantity, or as a value of that name; raises `KeyError` where nothing was."""
        return self.entry(quantity).value

    def __contains__(self, quantity: Quantity) -> bool:
        return any(entry.quantity == quantity for entry in self.entries)

    def entry(self, quantity: Quantity | str) -> Entry:
        """Return the entry of a quantity, or of the value of that name; raises `KeyError` when it was not recorded."""
        wanted = Quantity(quantity) if isinstance(quantity, str) else quantity
        for entry in self.entries:
            if entry.quantity == wanted:
                return entry
        raise KeyError(wanted.name())


# One per case.
Traces: TypeAlias = Sequence[Trace]


@dataclass(frozen=True)
class Report:
    """What one check's process has to say: where the function stands, which of the lab's functions it names, its traces.

    `first` is the number of the case that the traces begin with: a request comes in parts, and each has its report.
    """

    line: int = 0
    calls: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    mishap: Mishap | None = None
    first: int = 0

    @property
    def ended_by(self) -> Mishap | None:
        """Why the student's code was not run at all, or not to the end of the last trace; None where it was."""
        return self.mishap or (self.traces[-1].mishap if self.traces else None)


def joined(reports: Sequence[Report], sizes: Iterable[int]) -> Report | None:
    """Return the one `Report` of what was said in parts, None for no part.

    `sizes` are the numbers of cases that the parts asked for. Raises `FrameError` where the reports are no answer to it.
    """
    if not reports:
        return None
    whole = replace(reports[0], traces=())
    for report, size in zip(reports, sizes, strict=False):
        if report.first != len(whole.traces):
            raise FrameError("a report came out of its turn")
        if len(report.traces) > size or (len(report.traces) < size and not (whole.ended_by or report.ended_by)):
            raise FrameError("a trace is missing, or one too many")
        whole = replace(whole, traces=whole.traces + report.traces)
    return whole


def pack_report(report: Report) -> bytes:
    """Return the frame of a `Report`."""
    arrays: dict[str, np.ndarray] = {}
    header = {
        "line": report.line,
        "calls": list(report.calls),
        "first": report.first,
        "mishap": _mishap_header(report.mishap),
        "traces": [_trace_header(trace, f"{number}", arrays) for number, trace in enumerate(report.traces)],
    }
    return pack(header, arrays)


def _trace_header(trace: Trace, prefix: str, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    entries = []
    for number, entry in enumerate(trace.entries):
        arrays[f"{prefix}.{number}"] = entry.value
        entries.append([*entry.quantity, *(getattr(entry, field) for field in FIELDS)])
    return {"entries": entries, "mishap": _mishap_header(trace.mishap)}


def _mishap_header(mishap: Mishap | None) -> list[Any] | None:
    return [_packed(value) for value in vars(mishap).values()] if mishap else None


def _packed(value: object) -> Any:
    """Return a field of a mishap, or a detail of a phrase in it, as JSON: a phrase is a list, its template first, then the
    name and the value of each detail in turn."""
    if isinstance(value, Phrase):
        details = ((name, _packed(detail)) for name, detail in value.details.items())
        return [value.template, *itertools.chain.from_iterable(details)]
    return value if isinstance(value, (int, str)) else str(value)


def pack_failure(defect: Defect) -> bytes:
    """Return the frame that stands in the place of a report where the kit's own code failed."""
    return pack({"defect": [str(defect), defect.trace]})


def unpack_report(frame: bytes) -> Report:
    """Return the `Report` of an untrusted frame; raises `FrameError` when any part of it is not what it should be.

    Raises `CheckerFailed` where the frame says that.
    """
    header, arrays = unpack(frame)
    if "defect" in header:
        raise _read_failure(header["defect"])
    try:
        return Report(
            line=_typed(header["line"], int),
            calls=tuple(_short(name) for name in _typed(header["calls"], list)),
            first=_typed(header["first"], int),
            mishap=_read_mishap(header["mishap"]),
            traces=tuple(_read_trace(trace, f"{n}", arrays) for n, trace in enumerate(_typed(header["traces"], list))),
        )
    except Exception as problem:  # whatever it is: the bytes are a stranger's
        raise FrameError(f"the header is no report: {problem!r}") from None


# What crosses of an entry beside its quantity and its value.
FIELDS = ("kind", "precision", "resolution", "leeway")
# No file that is accepted has as many lines. A number without bounds could carry inputs home.
LINE_LIMIT = 1_000_000
# Of a name, and of an exception's own words with the notice that they were cut and what was suggested beside them.
NAME_LIMIT, TEXT_LIMIT = 200, 4000


def _read_trace(header: dict[str, Any], prefix: str, arrays: dict[str, np.ndarray]) -> Trace:
    entries = []
    for number, fields in enumerate(_typed(header["entries"], list)):
        of, measure, step, counted, kind, precision, resolution, leeway = fields
        if kind not in get_args(EntryKind):
            raise ValueError(f"{kind!r} is no kind of entry")
        value = arrays[f"{prefix}.{number}"]
        if (kind in ("number", "count", "flag") and value.shape != ()) or (kind == "series" and value.ndim != 1):
            raise ValueError(f"{of}: a {kind} of shape {value.shape}")
        quantity = Quantity(_short(of), Measure(_typed(measure, str)), _typed(step, int), Counted(_typed(counted, str)))
        accuracy = [float(_typed(given, float, int)) for given in (resolution, leeway)]
        entries.append(Entry(quantity, kind, value, _a_dtype(precision), *accuracy))
    return Trace(tuple(entries), _read_mishap(header["mishap"]))


def _read_mishap(fields: list[Any] | None) -> Mishap | None:
    if fields is None:
        return None
    kind, what, text, line, function, column = fields
    if kind not in tuple(MishapKind):
        raise ValueError(f"{kind!r} is no kind of mishap")
    if not all(0 <= _typed(number, int) <= LINE_LIMIT for number in (line, column)):
        raise ValueError(f"line {line}, column {column}")
    return Mishap(MishapKind(kind), _text(what), _text(text, TEXT_LIMIT), line, _short(function), column)


def _read_failure(fields: Any) -> Exception:
    """Return the `CheckerFailed` of a frame, of bounded length: whose words these are nobody can tell."""
    try:
        line, trace = fields
        lines = plain(_typed(trace, str)[-TRACE_LIMIT:]).splitlines()  # none of which can pass for one of ours
        return CheckerFailed(one_line(_short(line, TEXT_LIMIT)), "".join(f"  | {line}\n" for line in lines))
    except (TypeError, ValueError) as problem:
        return FrameError(f"the header is no report: {problem!r}")


def _short(text: str, most: int = NAME_LIMIT) -> str:
    """Return a text of a report in one line and of bounded length: it may stand on a card, between lines of ours."""
    if len(_typed(text, str)) > most:
        raise ValueError(f"a text of {len(text)} characters")
    return " ".join(text.splitlines())


def _text(value: object, most: int = NAME_LIMIT) -> str:
    """Return a text of a report like `_short`, or the phrase of it that can be told in other languages."""
    if not isinstance(value, list):
        return _short(_typed(value, str), most)
    template, *rest = value
    forms = [_short(form, most) for form in (template if isinstance(template, list) else [template])]
    details = [detail if type(detail) is int else _text(detail, most) for detail in rest[1::2]]
    phrase = Phrase(forms[0] if len(forms) == 1 else Plural(*forms), **dict(zip(rest[::2], details, strict=True)))
    if len(phrase) > most:
        raise ValueError(f"a text of {len(phrase)} characters")
    return phrase


def _a_dtype(name: str) -> str:
    if not re.fullmatch("[a-z0-9_]{1,16}", name):
        raise ValueError(f"{name!r} is no dtype")
    return name


def _typed(value: object, *types: type[T]) -> T:
    if type(value) not in types:
        raise TypeError(f"{value!r} where {types[0].__name__} is due")
    return cast(T, value)
