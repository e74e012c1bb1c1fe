"""The rule that keeps verdicts fair: other right ways lie within a tenth of a tolerance, as mistakes lie ten away."""

import contextlib
import functools
import io
import re
import tempfile
import warnings

import pytest
import torch

from autograder.judge.answers import oracle
from autograder.judge.judging import promise_of
from autograder.judge.messages import Question
from autograder.labs.catalogue import STUDENT_SEED, all_labs
from autograder.teaching.authors.margins import VARIANTS_WITHIN, distance
from autograder.trace import Request
from autograder.worker import Student
from autograder.worker.check import probe_of, run_case, settle
from tests.overlays import overlays

by_name = {"ids": lambda lab: lab.name}


@pytest.mark.parametrize("lab", all_labs(), **by_name)
def test_accepted_variants_lie_within_a_tenth(lab):
    far = {}
    for overlay in overlays("right"):
        if overlay.lab is lab:
            for check in _touched(overlay):
                apart = _distance(overlay, check)
                if apart > VARIANTS_WITHIN:
                    far[overlay.name, check.function] = apart

    assert far == {}


def _touched(overlay):
    """Return the checks whose functions the submission names, and that are judged by a reference."""
    text = overlay.path.read_text(encoding="utf-8", errors="replace")
    return [c for c in overlay.lab.checks if re.search(rf"\b{c.function}\b", text) and not promise_of(c)]


@functools.cache
def _reference(check):
    question = Question("reference", check.lab, check.function, seed=STUDENT_SEED)
    return tuple(oracle.reference_traces(question, twin) for twin in (False, True))


def _distance(overlay, check):
    """Run a right submission, ours, in this process and measure how far it is from the reference."""
    right, twins = _reference(check)
    request = Request(check.lab, check.function, overlay.source, "lab.py", check.cases(), seed=STUDENT_SEED)
    nowhere = io.StringIO()
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            contextlib.chdir(folder),  # it may write files
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            settle(request.seed, request.device)
            student = Student(check.lab, overlay.source, "lab.py")
            probe = probe_of(check.lab, check.function)
            traces = [run_case(probe, student, case, request) for case in request.cases]
    finally:
        torch.set_default_dtype(torch.float32)  # a submission may have changed it
    assert not [trace.mishap for trace in traces if trace.mishap], overlay.name
    return max(map(distance, right, twins, traces))
