"""A defect of a lab or of the kit: something of ours raises. It is never the student's, and its author sees it whole."""

import traceback
from pathlib import Path

from autograder.labs.catalogue import ROOT

# Of a long traceback the end is told: a frame's header is small, and what raised stands last.
TRACE_LIMIT = 20_000


class Defect(Exception):
    """One line that names the check, the file and the exception; `trace` is the traceback."""

    def __init__(self, line, trace):
        super().__init__(line)
        self.trace = trace

    @classmethod
    def of(cls, problem, lab, function):
        """Return the defect that an exception, met while a check was prepared or judged, amounts to."""
        if isinstance(problem, cls):
            return problem
        said = " ".join("".join(traceback.format_exception_only(problem)[-1:]).split())
        trace = "".join(traceback.format_exception(problem))
        return cls(f"{lab}.{function}: {_place(problem, lab)}: {said}", trace[-TRACE_LIMIT:])


def _place(problem, lab):
    """Return "autograder/labs/…/probes.py, line 7": the lab's own innermost frame, or else the innermost of all."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename:
        places.append((problem.filename, problem.lineno))
    own = [place for place in places if lab in Path(place[0]).parts or Path(place[0]).stem == lab]
    filename, line = (own or places or [("?", 0)])[-1]
    path = Path(filename)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}, line {line}"
