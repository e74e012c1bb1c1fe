"""What crosses the wall between the grader and a student's code. Knows neither torch nor any lab."""

from autograder.trace.quantity import LOSSES, Counted, Measure, Quantity, show
from autograder.trace.report import (
    Entry,
    Mishap,
    MishapKind,
    Report,
    Trace,
    Traces,
    joined,
    pack_failure,
    pack_report,
    unpack_report,
)
from autograder.trace.request import Case, Request, cases_in_parts, formula, in_parts, pack_request, unpack_request
