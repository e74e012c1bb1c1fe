"""Run a file's checks: import the student's file, call the lab's probe on every case, write down what came out.

This is the whole life of a process of a student's, forked or spawned: requests on standard input, one after the other, and
one frame back for each. What is said of the published cases of all checks is out before the inputs of any other are here.
"""

import contextlib
import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn, TypeAlias, cast

import numpy as np
import torch

from autograder.errors import Defect, FrameError, MissingFunction, NestedTooDeeply, Unfit
from autograder.language import Phrase
from autograder.sandbox.launch import GPUS
from autograder.trace import (
    Case,
    Mishap,
    MishapKind,
    Report,
    Request,
    Trace,
    pack_failure,
    pack_report,
    pack_request,
    unpack_request,
)
from autograder.trace.cells import CELL
from autograder.trace.frame import pack, read_frame
from autograder.worker import Given, Recorder, Student, dynamo_stub
from autograder.worker.cells import CellRun
from autograder.worker.out_of_time import place_of, when_time_is_over
from autograder.worker.state import set_back, settle
from autograder.worker.student_file import (
    column_of,
    has_lines_above,
    raising_code,
    text_of,
    where_raised,
)
from autograder.worker.typos import suggestion

dynamo_stub.take()

Probe = Callable[[Student, Given, Recorder], None]
# How much of the name of a student's own class or function is carried home.
NAME_LIMIT = 100
# Without a look into a metaclass, which may be a student's.
_NAME_OF: Callable[[type], str] = vars(type)["__name__"].__get__


def main() -> None:
    """Serve one request. The replies go to what standard output was, and what Python prints to what standard error was.

    What a library writes past Python, to the descriptors themselves, is no print of the student's and goes nowhere.
    """
    asked, reply, heard = os.dup(0), os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    _find_labs()  # which a variable tells of
    os.environ.clear()
    scratch = os.getcwd()

    def prepare(check: Run) -> None:
        when_time_is_over(lambda frames: _end_with(reply, _frame_of(check.stopped_at(frames))))
        if check.is_begun:
            return
        if not check.is_first:
            set_back(scratch)
        _fresh_streams(heard)

    try:
        for report in reports(_parts(os.fdopen(asked, "rb", closefd=False)), prepare):
            _say(reply, _frame_of(report))
    except Defect as defect:
        _end_with(reply, pack_failure(defect))
    os.close(reply)
    # Taking a process with torch in it down costs milliseconds that somebody may be waiting for. The grader hangs up
    # when it has time for that. No atexit handler and no thread of the student's gets another word.
    os.read(asked, 1)
    os._exit(0)


def reports(parts: Iterable[Request], prepare: Callable[["Run"], None] = lambda check: None) -> Iterator[Report]:
    """Yield the `Report` of every part of a request, each before the next part is asked for; `prepare` goes before it.

    A check's first part begins with the file's code, executed anew; its second goes on there. A notebook's cells go on
    where the one before has stopped.
    """
    source = b""
    checks: dict[str, Run] = {}
    for part in parts:
        source = part.source or source
        if part.function not in checks:
            run = CellRun if part.function == CELL else CheckRun
            checks[part.function] = run(source, part.filename, is_first=not checks)
        prepare(checks[part.function])
        yield checks[part.function].run(part)


class CheckRun:
    """One check of a file while it runs: the module that its code became, and what is to be reported of the part at work.

    `is_first` tells whether no other has run in this process.
    """

    def __init__(self, source: bytes, filename: str, is_first: bool) -> None:
        self._source, self._filename, self.is_first = source, filename, is_first
        self.is_begun = False
        self._student: Student | None = None
        self._report = Report()

    def run(self, part: Request) -> Report:
        """Return the `Report` of a part. Raises `Defect` where the kit's own code fails before the file's code has run.

        Later it has the student's objects in hand, and modules that their code may have changed: what fails then is theirs,
        unless the solution fails so too.
        """
        if not self.is_begun:
            try:
                settle(part.seed, part.device)
                if part.lab:  # what is tried of the wall belongs to none, and is over when the file has run
                    self._probe, self._functions = probe_of(part.lab, part.function), functions_of(part.lab)
            except Exception as problem:
                raise Defect.of(problem, part.lab, part.function) from problem
        try:
            if self.is_begun:
                self._go_on(part)
            else:
                self._begin(part)
        except Exception as problem:
            ended = Trace(mishap=_mishap_of(problem, self._filename))
            self._report = replace(self._report, traces=(*self._report.traces[: len(part.cases) - 1], ended))
        self.is_begun = True
        return self._report

    def stopped_at(self, frames: Sequence[FrameType]) -> Report:
        """Return the `Report` of the part that is run, where its time is over while these frames run, the inner first."""
        word, line, function = place_of(frames, self._source, self._filename)
        mishap = Mishap(MishapKind.TIMEOUT, word, line=line, function=function[:NAME_LIMIT])
        if self._student is None:
            return Report(mishap=mishap)
        return replace(self._report, traces=(*self._report.traces, Trace(mishap=mishap)))

    def _begin(self, part: Request) -> None:
        try:
            student = Student(part.lab or "student", self._source, self._filename)
        except BaseException as problem:
            self._report = Report(mishap=_mishap_of(problem, self._filename))
            return
        self._student = student
        named = student.calls_of(part.function, self._functions)
        self._report = Report(student.line_of(part.function), named)
        with student.listening_for(named) as called:
            self._run_cases(student, part)
        self._report = replace(self._report, calls=tuple(name for name in named if name in called))

    def _go_on(self, part: Request) -> None:
        done, self._report = self._report, Report(first=len(self._report.traces))
        if self._student and not done.ended_by:
            self._student.enter()
            self._run_cases(self._student, part)

    def _run_cases(self, student: Student, part: Request) -> None:
        """Add the `Trace` of every case, up to the first that does not come to its end."""
        settle(part.seed, part.device)
        for case in part.cases:
            trace = run_case(self._probe, student, case, part)
            self._report = replace(self._report, traces=(*self._report.traces, trace))
            if trace.mishap:
                return


Run: TypeAlias = CheckRun | CellRun


def run_case(probe: Probe, student: Student, case: Case, request: Request) -> Trace:
    """Return the `Trace` of one case. The reference and the known mistakes are run through this very function."""
    recorder = Recorder(request.device)
    try:
        probe(student, Given(case, request.device), recorder)
        mishap = None
    except Unfit as unfit:
        mishap = Mishap(MishapKind.UNFIT, unfit.what, unfit.said)
    except BaseException as problem:
        mishap = _mishap_of(problem, request.filename)
    return Trace(tuple(recorder.entries), mishap)


def warm_up() -> None:
    """Import what every check needs and do each first thing once: a fork starts where its parent stands."""
    for folder in _find_labs():
        for lab in Path(folder).glob("*/probes.py"):
            with contextlib.suppress(Exception):  # one lab with a defect: its checks find that out, and others go on
                importlib.import_module(f"autograder.labs.{lab.parent.name}.probes")
    rehearse()


def _find_labs() -> Sequence[str]:
    """Let the labs of the course be imported; return the folders that they are in."""
    importlib.import_module("autograder.labs.course").course()
    return cast(Sequence[str], sys.modules["autograder.labs"].__path__)


def rehearse() -> None:
    """Do once, on nothing, what every check does: the first time costs most, and somebody who waits can pay it early.

    In the warm server this fills caches. In a forked child that waits for its request it also takes the pages that the
    child is going to write to, so that the check itself runs on memory of its own.
    """
    case = Case({"x": np.arange(3.0)})
    request = unpack_request(pack_request(Request("", "", b"def f(x): return x", "rehearsal", (case,))))
    settle(request.seed, request.device)
    recorder = Recorder()
    # Products, in half precision too: at the first one a library looks at the processor, in files that a check cannot see.
    for dtype in (torch.float32, torch.float64, torch.float16, torch.bfloat16):
        square = torch.ones(2, 2, dtype=dtype)
        recorder.tensor("product", square @ square)
    # A backward pass on a CUDA build asks for a GPU, and a process that has asked cannot fork for one.
    if not torch.backends.cuda.is_built() or os.environ.get(GPUS) == "":
        weight = torch.zeros((), requires_grad=True)
        ((weight * torch.tensor(case.arrays["x"]) - 1.0) ** 2).mean().backward()
        recorder.tensor("gradient", weight.grad)
    pack_report(Report(traces=(Trace(tuple(recorder.entries)),)))
    compile(request.source, request.filename, "exec")
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        figure, ax = pyplot.subplots()
        ax.plot([0.0, 1.0], label="rehearsal")
        ax.set_xlabel("rehearsal")
        ax.legend()
        pyplot.close(figure)


def probe_of(lab: str, function: str) -> Probe:
    """Return the probe of one function of a lab. Raises `LookupError` where there is none."""
    module = importlib.import_module(f"autograder.labs.{lab}.probes")
    if not hasattr(module, function):
        raise LookupError(f"labs/{lab}/probes.py has no probe called {function}")
    return cast(Probe, getattr(module, function))


def functions_of(lab: str) -> list[str]:
    """Return the names of a lab's functions: those that it has probes for."""
    module = importlib.import_module(f"autograder.labs.{lab}.probes")

    def is_its_own(probe: object) -> bool:  # a partial is one that several labs have, filled in
        return isinstance(probe, functools.partial) or getattr(probe, "__module__", "") == module.__name__

    return [name for name, probe in vars(module).items() if is_its_own(probe)]


def _mishap_of(problem: BaseException, filename: str) -> Mishap:
    line, function = where_raised(problem, filename)
    if isinstance(problem, MissingFunction):
        return Mishap(MishapKind.RAISED, "MissingFunction", str(problem))
    if isinstance(problem, NestedTooDeeply):
        return Mishap(MishapKind.REFUSED, "Unreadable", str(problem))
    text, more = text_of(problem), suggestion(problem)
    text = Phrase("{said} {suggestion}", said=Phrase.of(text), suggestion=more) if more else text.strip()
    what, kind = _NAME_OF(type(problem)), MishapKind.RAISED
    if isinstance(problem, MemoryError) or "DefaultCPUAllocator" in text:  # torch's own word for it
        what, kind = "MemoryError", MishapKind.EXHAUSTED
    # By identity: a class of a student's may be called the same. By its statement: a library raises it too, for `x ^ 2`.
    elif type(problem) is NotImplementedError and (code := raising_code(problem, filename)):
        kind = MishapKind.UNFINISHED if has_lines_above(code, line) else MishapKind.UNWRITTEN
    return Mishap(kind, what[:NAME_LIMIT], text, line, function[:NAME_LIMIT], column_of(problem, filename))


def _parts(stream: BinaryIO) -> Iterator[Request]:
    """Yield the parts of the one request that is asked; none if we are hung up on before."""
    while frame := read_frame(stream):
        request = unpack_request(frame)
        yield request
        if request.last:
            return


def _fresh_streams(heard: int) -> None:
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    for name in ("stdout", "stderr"):
        stream = os.fdopen(heard, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _say(descriptor: int, frame: bytes) -> None:
    """Write a frame, after all that was printed before."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass  # the student's own stream, and the student's own trouble
    view = memoryview(frame)
    while view:
        view = view[os.write(descriptor, view) :]


def _end_with(descriptor: int, frame: bytes) -> NoReturn:
    _say(descriptor, frame)
    os._exit(0)


def _frame_of(report: Report) -> bytes:
    try:
        return pack_report(report)
    except (FrameError, ValueError) as problem:
        return pack({"too large": str(problem)})


if __name__ == "__main__":
    main()
