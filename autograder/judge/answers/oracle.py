"""The process that holds the answers: it runs the solutions and the known mistakes, live, and nothing of a student's.

It is the first fork of the warm server (or an interpreter of its own where there is no fork), talks to the judge over
pipes that the server has closed, and draws the cases itself from the seed.
"""

import contextlib
import functools
import inspect
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import torch

from autograder.errors import Defect
from autograder.judge import wording
from autograder.judge.messages import TWIN, Question, pack_answer
from autograder.labs.answers.faulty import Mistake
from autograder.labs.answers.mistakes import mistakes_of
from autograder.labs.catalogue import lab_named
from autograder.trace import Case, Request, Trace, Traces, cases_in_parts
from autograder.trace.frame import pack, read_frame, unpack
from autograder.worker import Given, Recorder, Student
from autograder.worker.calls import arguments_of, source_of
from autograder.worker.check import Probe, functions_of, probe_of, run_case
from autograder.worker.device import find
from autograder.worker.state import settle

Functions: TypeAlias = dict[str, Callable[..., Any]]
Runner: TypeAlias = Callable[[Probe, Student, Case, Request], Trace]

FILENAME = "solutions/{lab}.py"
# No lab of ours takes a hundredth of it for a question. One that takes longer hangs.
PATIENCE = 60


def main() -> None:
    """Serve on standard input and output: the oracle as an interpreter of its own."""
    torch.set_num_threads(1)
    serve(0, os.dup(1))


def serve(read_fd: int, write_fd: int) -> None:
    """Answer questions until the judge hangs up."""
    with os.fdopen(read_fd, "rb") as questions, os.fdopen(write_fd, "wb") as answers:
        while frame := read_frame(questions):
            answers.write(_answer_or_defect(Question(**unpack(frame)[0])))
            answers.flush()


def _answer_or_defect(question: Question) -> bytes:
    try:
        with _in_time():
            return _answer(question)
    except (Exception, SystemExit) as problem:  # a lab's own: whoever asked hears of it, and may ask something else
        defect = Defect.of(problem, question.lab, question.function)
        return pack({"defect": defect.parts})


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    """Raise `TimeoutError` where a lab's code is after `PATIENCE` seconds; once more at the end, where that was caught."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    late: list[TimeoutError] = []

    def stop(*_: object) -> None:
        late.append(TimeoutError(wording.NO_END.format(seconds=PATIENCE)))
        raise late[-1]

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if late:
        raise late[0]


def _answer(question: Question) -> bytes:
    if question.kind == "device":
        return pack_answer([(find(question.device), ())])
    if question.kind == "mistakes":
        return pack_answer(mistaken_traces(question))
    if question.kind == "small":
        return pack_answer(small_traces(question))
    run = traces_at_rate if question.kind == "rate" else reference_traces
    return pack_answer([("", run(question)), (TWIN, run(question, twin=True))])


def reference_traces(question: Question, twin: bool = False) -> Traces:
    """Run the solution on every case; with `twin`, in the other precision. Raises whatever the lab raises, and the kit."""
    _solution_of(question.lab).calls_of(question.function, functions_of(question.lab))  # as of a student's file
    return _run(question, {}, twin, _run_through)


def mistaken_traces(question: Question) -> Iterator[tuple[str, Traces]]:
    """Yield `(slug, traces)` for every known mistake of a check that can be run as it is."""
    for mistake in mistakes_of(question.lab):
        if mistake.function == question.function:
            yield mistake.slug, traces_of(mistake, question)


def traces_of(mistake: Mistake, question: Question) -> Traces:
    """Run the solution with a mistake in it on every case."""
    if mistake.replacement is None:
        return _run(question, {}, source=mistake.source)
    return _run(question, {mistake.replaces or mistake.function: mistake.replacement})


def small_traces(question: Question) -> Iterator[tuple[str, Traces]]:
    """Yield `(the call as Python's source, (trace, its twin))` of every small case: see `Answers.small`."""
    cases = lab_named(question.lab).check(question.function).small_cases()
    probe = probe_of(question.lab, question.function)
    for case, *run in zip(cases, _run(question, {}), _run(question, {}, twin=True), strict=True):
        try:
            call = f"{question.function}({', '.join(map(source_of, arguments_of(probe, case)))})"
        except LookupError:
            call = ""
        yield (call, run) if call and not any(trace.mishap for trace in run) else ("", (Trace(), Trace()))


def traces_at_rate(question: Question, twin: bool = False) -> Traces:
    """Run the solution as for a reference, but with `question.rate` for the argument `lr` of its function."""

    def at_rate(*arguments: object) -> Any:
        told = signature.bind(*arguments)
        told.arguments["lr"] = question.rate
        return function(*told.args)

    function = getattr(_solution_of(question.lab), question.function)
    signature = inspect.signature(function)
    return _run(question, {question.function: at_rate}, twin)


def _run_through(probe: Probe, solution: Student, case: Case, request: Request) -> Trace:
    """Return the `Trace` of the solution on a case, and let what goes wrong go up with its traceback."""
    recorder = Recorder(request.device)
    probe(solution, Given(case, request.device), recorder)
    return Trace(tuple(recorder.entries))


def _run(
    question: Question, replace: Functions, twin: bool = False, run: Runner = run_case, source: bytes = b""
) -> Traces:
    """Run a probe of the solution, of another `source`, or with other functions in its place, on every case."""
    check, device = lab_named(question.lab).check(question.function), question.device
    cases = check.published_cases() if question.probe else check.cases(question.seed)
    cases = check.small_cases() if question.kind == "small" else cases
    if twin:
        # MPS has no float64. The rounding of the working dtype is then measured against the CPU's.
        cases, device = tuple(case.twin() for case in cases), "cpu" if device == "mps" else device
    seed = check.seed_of_code(question.seed)
    request = Request(question.lab, question.function, b"", FILENAME.format(lab=question.lab), cases, device, seed)
    settle(seed, device)
    solution = (
        Student(question.lab, source, FILENAME.format(lab=question.lab)) if source else _solution_of(question.lab)
    )
    solution.replace(replace)
    probe = probe_of(question.lab, question.probe or question.function)
    traces: list[Trace] = []
    for part in cases_in_parts(cases):  # as a student's code meets them
        settle(seed, device)
        traces += [run(probe, solution, case, request) for case in part]
    return tuple(traces)


def _solution_of(lab: str) -> Student:
    return Student(lab, _source(lab), FILENAME.format(lab=lab))


@functools.cache
def _source(lab: str) -> bytes:
    return lab_named(lab).solution.read_bytes()
