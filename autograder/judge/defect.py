"""A defect of a lab or of the kit: something of ours raises. It is never the student's, and its author sees it whole."""

import traceback
from pathlib import Path

from autograder.errors import Defect
from autograder.labs.catalogue import ROOT

# Of a long traceback the end is told: a frame's header is small, and what raised stands last.
TRACE_LIMIT = 20_000


def defect_of(problem: BaseException, lab: str, function: str) -> Defect:
    """Return the defect that an exception, met while a check was prepared or judged, amounts to."""
    if isinstance(problem, Defect):
        return problem
    said = " ".join("".join(traceback.format_exception_only(problem)[-1:]).split())
    trace = "".join(traceback.format_exception(problem))
    return Defect(f"{lab}.{function}: {_where(problem, lab)}: {said}", trace[-TRACE_LIMIT:])


def _where(problem: BaseException, lab: str) -> str:
    """Return "autograder/labs/…/probes.py, line 7": the lab's own innermost frame, or else the innermost of all."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename:
        frames.append((problem.filename, problem.lineno))
    own = [frame for frame in frames if lab in Path(frame[0]).parts or Path(frame[0]).stem == lab]
    filename, line = (own or frames or [("?", 0)])[-1]
    path = Path(filename)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}, line {line}"
