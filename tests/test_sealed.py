"""A lab's solution in a student's kit: right work opens it, whichever way it goes, and nothing else does."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.judge.judging import read_reply
from autograder.judge.sealed import ENOUGH, opened, requests_of, seal
from autograder.judge.tolerance import tolerance
from autograder.labs.catalogue import all_labs
from autograder.labs.recorded import RECORDED
from autograder.trace import Case, Entry, Quantity, Request, Trace
from tests.overlays import RIGHT, RIGHT_BY_TORCH_FUNC
from tests.places import ROOT, SOLUTIONS

TEXT = b"def f(x):\n    return x\n"
REQUESTS = [Request("lab", name, b"", "", (Case({"x": np.arange(3.0)}),)) for name in "fg"]


def trace(*values, kind="series"):
    return Trace(tuple(Entry(Quantity(f"value {n}"), kind, np.asarray(value)) for n, value in enumerate(values)))


TRACES = [trace([1000.0, 3.0, 1e-3, 0.0]), trace(np.linspace(-9.0, 9.0, 3 * ENOUGH), [np.inf, 2.0])]
SEALED = seal(TEXT, REQUESTS, TRACES, TRACES)


def moved(one, tolerances):
    """Return a trace in which every number is so many tolerances off."""
    return Trace(
        tuple(
            replace(e, value=e.value + tolerances * tolerance(e, e) * np.resize([1, -1], e.value.shape))
            for e in one.entries
        )
    )


class TestSealing:
    @pytest.mark.parametrize("tolerances", [0.0, 0.1, 1.0, -1.0])
    def test_whatever_is_within_the_tolerance_opens_it(self, tolerances):
        assert opened(SEALED, [moved(one, tolerances) for one in TRACES]) == TEXT

    def test_what_is_to_be_run_is_in_it(self):
        assert [request.function for request in requests_of(SEALED)] == ["f", "g"]

    @pytest.mark.parametrize(
        "traces",
        [
            [moved(TRACES[0], 20.0), TRACES[1]],
            [TRACES[0], moved(TRACES[1], 20.0)],
            [trace([1000.0, 3.0, 1e-3, 0.1]), TRACES[1]],
            [trace([1000.0, 3.0, 1e-3]), TRACES[1]],
            [trace(), TRACES[1]],
            [trace([np.nan, np.inf, 1e300, 0.0]), TRACES[1]],
            TRACES[::-1],
            TRACES[:1],
            [],
        ],
    )
    def test_nothing_else_does(self, traces):
        assert opened(SEALED, traces) == b""

    def test_its_bytes_are_the_same_each_time_and_tell_nothing(self):
        assert seal(TEXT, REQUESTS, TRACES, TRACES) == SEALED
        assert b"return x" not in SEALED


@pytest.fixture(scope="module")
def frames(unpacked_kit):
    folder = unpacked_kit / RECORDED.relative_to(ROOT)
    return {lab.name: (folder / f"{lab.name}.frame").read_bytes() for lab in all_labs()}


def tried(grader, frame, source):
    """Return what a file opens. Its functions run in one process here, for time's sake."""
    requests = [replace(request, source=source, filename="lab.py") for request in requests_of(frame)]
    number = grader._workers.submit(requests, grader.limits.seconds)
    ended, outcomes = grader._workers.receive()
    assert ended == number
    reports = [read_reply(outcome, request.cases)[0] for outcome, request in zip(outcomes, requests, strict=True)]
    return opened(frame, [one for report in reports if report for one in report.traces]).decode()


def test_every_lab_asks_for_most_of_its_functions(frames):
    for lab in all_labs():
        asked = [request.function for request in requests_of(frames[lab.name])]
        assert len(asked) >= len(lab.checks) / 2, lab.name


@pytest.mark.parametrize("overlay", RIGHT, ids=lambda overlay: overlay.name)
def test_right_work_opens_its_solution(grader, frames, overlay):
    text = tried(grader, frames[overlay.lab.name], overlay.source)

    assert text == (SOLUTIONS / f"{overlay.lab.name}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("overlay", RIGHT_BY_TORCH_FUNC, ids=lambda overlay: overlay.name)
def test_right_work_by_torch_func_opens_its_solution(grader_with_compiler, frames, overlay):
    test_right_work_opens_its_solution(grader_with_compiler, frames, overlay)


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_each_function_that_is_asked_for_has_to_be_right(grader, frames, lab):
    """A function that adds nothing, or too little to be right, keeps the solution shut."""
    source = (SOLUTIONS / f"{lab.name}.py").read_text(encoding="utf-8")
    for request in requests_of(frames[lab.name]):
        nothing = f"\n\ndef {request.function}(*given, **named):\n    return None\n"
        assert tried(grader, frames[lab.name], (source + nothing).encode()) == "", request.function
