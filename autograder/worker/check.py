"""Run a file's checks: import the student's file, call the lab's probe on every case, write down what came out.

This is the whole life of a process of a student's, forked or spawned: requests on standard input, one after the other, and
one frame back for each. What is said of the published cases of all checks is out before the inputs of any other are here.
"""

import contextlib
import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import torch

import autograder
from autograder.errors import FrameError, MissingFunction, NestedTooDeeply, Unfit
from autograder.sandbox.launch import GPUS
from autograder.trace import Case, Mishap, MishapKind, Report, Request, Trace, pack_report, pack_request, unpack_request
from autograder.trace.frame import pack, read_frame
from autograder.worker import Given, Recorder, Student, dynamo_stub
from autograder.worker.state import set_back, settle
from autograder.worker.student_file import column_of, has_lines_above, raising_code, text_of, where_raised
from autograder.worker.typos import suggestion

dynamo_stub.take()

Probe = Callable[[Student, Given, Recorder], None]
# How much of the name of a student's own class or function is carried home.
NAME_LIMIT = 100


def main() -> None:
    """Serve one request. The replies go to what standard output was, and what Python prints to what standard error was.

    What a library writes past Python, to the descriptors themselves, is no print of the student's and goes nowhere.
    """
    asked, reply, heard = os.dup(0), os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    os.environ.clear()
    scratch = os.getcwd()

    def prepare(is_first: bool) -> None:
        if not is_first:
            set_back(scratch)
        _fresh_streams(heard)

    for report in reports(_parts(os.fdopen(asked, "rb", closefd=False)), prepare):
        _flush()
        _write_all(reply, _frame_of(report))
    os.close(reply)
    # Taking a process with torch in it down costs milliseconds that somebody may be waiting for. The grader hangs up
    # when it has time for that. No atexit handler and no thread of the student's gets another word.
    os.read(asked, 1)
    os._exit(0)


def reports(parts: Iterable[Request], prepare: Callable[[bool], None] = lambda is_first: None) -> Iterator[Report]:
    """Yield the `Report` of every part of a request, each before the next part is asked for.

    A check's first part begins with `prepare(is it the first check)` and the file's code, executed anew; its second goes on
    there.
    """
    source = b""
    checks: dict[str, _Check] = {}
    for part in parts:
        source = part.source or source
        if part.function in checks:
            yield checks.pop(part.function).go_on(part)
            continue
        prepare(not checks)
        check = checks[part.function] = _Check(part, source)
        yield check.report


class _Check:
    """One check of a file: the module that its code became, and what was reported of the first part."""

    def __init__(self, part: Request, source: bytes) -> None:
        settle(part.seed, part.device)
        try:
            self._student = Student(part.lab or "student", source, part.filename)
        except BaseException as problem:
            self.report = Report(mishap=_mishap_of(problem, part.filename))
            return
        self._probe = probe_of(part.lab, part.function)
        line = self._student.line_of(part.function)
        named = self._student.calls_of(part.function, functions_of(part.lab))
        with self._student.listening_for(named) as called:
            traces = run_cases(self._probe, self._student, part)
        self.report = Report(line, tuple(name for name in named if name in called), traces)

    def go_on(self, part: Request) -> Report:
        """Return the `Report` of the second part."""
        traces: tuple[Trace, ...] = ()
        if not self.report.ended_early:
            self._student.enter()
            traces = run_cases(self._probe, self._student, part)
        return Report(traces=traces, first=len(self.report.traces))


def run_cases(probe: Probe, student: Student, request: Request) -> tuple[Trace, ...]:
    """Return the `Trace` of every case, up to the first that does not come to its end."""
    settle(request.seed, request.device)
    traces: list[Trace] = []
    for case in request.cases:
        traces.append(run_case(probe, student, case, request))
        if traces[-1].mishap:
            break
    return tuple(traces)


def run_case(probe: Probe, student: Student, case: Case, request: Request) -> Trace:
    """Return the `Trace` of one case. The reference and the known mistakes are run through this very function."""
    recorder = Recorder(request.device)
    try:
        probe(student, Given(case, request.device), recorder)
        mishap = None
    except Unfit as unfit:
        mishap = Mishap(MishapKind.UNFIT, unfit.what, f"expected {unfit.wanted}, got {unfit.got}")
    except BaseException as problem:
        mishap = _mishap_of(problem, request.filename)
    return Trace(tuple(recorder.entries), mishap)


def warm_up() -> None:
    """Import what every check needs and do each first thing once: a fork starts where its parent stands."""
    for lab in Path(autograder.__file__).parent.glob("labs/*/probes.py"):
        with contextlib.suppress(Exception):  # one lab with a defect: its checks find that out, and others go on
            importlib.import_module(f"autograder.labs.{lab.parent.name}.probes")
    rehearse()


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
    text = f"{text_of(problem)} {suggestion(problem)}".strip()
    what, kind = type(problem).__name__, MishapKind.RAISED
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


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass  # the student's own stream, and the student's own trouble


def _frame_of(report: Report) -> bytes:
    try:
        return pack_report(report)
    except (FrameError, ValueError) as problem:
        return pack({"too large": str(problem)})


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    main()
