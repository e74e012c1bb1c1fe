"""The exceptions that go from one module to another, each built on the builtin that says the same in general.

Messages are whole: one line that can be shown as it is.
"""

import contextlib
import traceback
from collections.abc import Iterator
from pathlib import Path

from autograder.language import Phrase, told
from autograder.text import said

_ROOT = Path(__file__).resolve().parents[1]
# Of a long traceback the end is told: a frame's header is small, and what raised stands last.
TRACE_LIMIT = 20_000


class FrameError(ValueError):
    """The bytes are no frame of ours. The message says which rule they break."""


class MissingFunction(LookupError):
    """A student's file defines nothing callable under the name that the lab asks for."""


class NestedTooDeeply(ValueError):
    """A student's file is too deeply nested for Python's own compiler: nobody's work looks so."""


class Unfit(ValueError):
    """A returned value that no contract allows: `what` it is, what was `wanted`, what it was instead (`got`)."""

    def __init__(self, what: str, wanted: str, got: str) -> None:
        self.what = what
        self.said = Phrase("expected {wanted}, got {got}", wanted=Phrase.of(wanted), got=Phrase.of(got))

    def __str__(self) -> str:
        return f"{self.what}: {self.said}"


class WorkersLost(RuntimeError):
    """The process that forks for student code is gone. This is the machine's trouble, never the student's."""


class OracleLost(RuntimeError):
    """The process that holds the answers is gone. The machine's trouble, never the student's."""


class ReaderLost(RuntimeError):
    """The process that reads notebooks does not start. The machine's trouble, never the student's."""


class GradersLost(RuntimeError):
    """Nobody is there to grade a class: the message says why. Never raised for a single task."""


class DeviceMissing(LookupError):
    """The machine has no such device that torch can use."""


class Defect(RuntimeError):
    """A lab's or the kit's own failure: one line with check, file and exception; `trace` is the traceback.

    `path` and `number` are the file and the line alone, "" and 0 where there are none, and `told` is the exception.
    """

    def __init__(self, line: str, trace: str, path: str = "", number: int = 0, told: str = "") -> None:
        super().__init__(line)
        self.trace, self.path, self.number, self.told = trace, path, number, told

    @property
    def parts(self) -> tuple[str, str, str, int, str]:
        """What another process needs to make it anew."""
        return str(self), self.trace, self.path, self.number, self.told

    @classmethod
    def of(cls, problem: BaseException, lab: str, function: str) -> "Defect":
        """Return the defect that an exception, met while a check was prepared or judged, amounts to."""
        if isinstance(problem, Defect):
            return problem
        if isinstance(problem, CourseFileUnusable):  # it says what, and where
            return cls(f"{lab}.{function}: {problem}", "", problem.path, problem.line, problem.told)
        told = " ".join("".join(traceback.format_exception_only(problem)[-1:]).split())
        trace = "".join(traceback.format_exception(problem))
        path, line = _where(problem, lab)
        shown = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else path
        return cls(f"{lab}.{function}: {shown}, line {line}: {told}", trace[-TRACE_LIMIT:], str(path), line, told)


def _where(problem: BaseException, lab: str) -> tuple[Path, int]:
    """Return the file and the line of the lab's own innermost frame, or else of the innermost of all."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename:
        frames.append((problem.filename, problem.lineno))
    own = [frame for frame in frames if lab in Path(frame[0]).parts or Path(frame[0]).stem == lab]
    filename, line = (own or frames or [("?", 0)])[-1]
    return Path(filename), line or 0


class CheckerFailed(Defect):
    """The kit's own code failed in a student's process: so it says there, where anybody may say so."""


class DatasetError(ValueError):
    """A table cannot be read. The message names the file, the row (the header is row 1) and the column."""


class UsageProblem(ValueError):
    """Arguments that cannot be used: one line that says what is wrong and what to type, and exit status 2."""

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__(told(sentence, **details))


@contextlib.contextmanager
def or_usage_problem(sentence: str, path: object, **details: object) -> Iterator[None]:
    """Raise a `UsageProblem` in place of an `OSError`: `sentence` names the `path` and the system's `reason`."""
    try:
        yield
    except OSError as problem:
        raise UsageProblem(sentence, path=path, reason=problem.strerror, **details) from None


class Refused(ValueError):
    """A student's submission is not taken. The message is the reason, one sentence."""

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__(said(sentence, **details))


class FileRefused(Refused):
    """One file of a submission is not taken, and the others are."""


class WholeProblem(UsageProblem):
    """A `UsageProblem` about names that strangers chose."""

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__("{whole}", whole=said(sentence, **details))


class ClassUnreadable(WholeProblem):
    """A whole class cannot be read. The message says what is wrong, and what to name instead."""


class CourseFileUnusable(WholeProblem):
    """A file of a course's author cannot be read or written, or says something else than it should. One line says what.

    `path` is the file, and `line` where in it, 0 where that is not known; `told` is what is wrong there.
    """

    def __init__(self, sentence: str, *, path: object = "", line: int = 0, **details: object) -> None:
        super().__init__(sentence, path=path, **details)
        self.path, self.line, self.told = str(path), line, str(self).removeprefix(str(path)).lstrip(": ")


class UnsoundData(ValueError):
    """Data that do not fit their type, or that gradkit cannot have made. The message says what is wrong in some words."""


class LedgerInUse(RuntimeError):
    """Another run is writing to the same ledger."""


class LedgerUnusable(RuntimeError):
    """The ledger cannot be read or written: a full disk, a folder that is read-only, a file that is none of ours."""


class LedgerDamaged(LedgerUnusable):
    """The ledger holds what gradkit cannot have written. The message says where and what."""
