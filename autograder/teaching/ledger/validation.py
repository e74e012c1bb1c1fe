"""Whether a row is one that gradkit can have made: rows come back from other machines and from files, and both may lie."""

import json
import math

from autograder.errors import UnsoundRow
from autograder.judge.status import Status
from autograder.teaching.submissions import refusal
from autograder.text import said

_NAME = 1024
# What a row may have in bytes beside the printed text, and how long a byte of that may become in it.
_ROW, _WRITTEN = 8 * 1024**2, 16
LEVELS = ("A", "B", "C")  # of isolation


def check_row(row):
    """Raise `UnsoundRow` unless every value of a row, its `facts` too, has the form that pages and tables rely on."""
    for name, fits in _COLUMNS.items():
        if not fits(row.get(name)):
            raise UnsoundRow(said(refusal.STRANGE_VALUE, name=name, value=repr(row.get(name))))
    if not 0 <= row["points"] <= row["max_points"]:
        raise UnsoundRow(said(refusal.STRANGE_VALUE, name="points", value=row["points"]))
    facts = row.get("facts")
    if not isinstance(facts, dict):
        raise UnsoundRow(said(refusal.STRANGE_VALUE, name="facts", value=repr(facts)))
    for name, fits in _OF_FACTS.items():
        if name in facts and not fits(facts[name]):
            raise UnsoundRow(said(refusal.STRANGE_VALUE, name=f"facts.{name}", value=repr(facts[name])))


def check_rows(rows, task, device, output):
    """Raise `UnsoundRow` unless `rows`, from another machine, are those of a task: a row per check of its lab, in order.

    None of them is longer than one of ours can be where `output` bytes of what a student prints are kept.
    Each has the points that its status is worth; its seed is not looked at, since the ledger keeps our own. Whether a
    status is true can be known to nobody who was not there.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnsoundRow(said(refusal.NO_ROWS, value=type(rows).__name__))
    if len(rows) != len(task.checks):
        raise UnsoundRow(said(refusal.OTHER_COUNT, count=len(rows), wanted=len(task.checks)))
    for row, check in zip(rows, task.checks, strict=True):
        check_row(row)
        points = check.points if row["status"] == Status.PASS else 0
        wanted = {"student": task.student, "lab": task.lab, "check": check.function, "max_points": check.points}
        for name, value in {**wanted, "points": points, "device": device}.items():
            if row[name] != value:
                raise UnsoundRow(said(refusal.STRANGE_VALUE, name=name, value=repr(row[name])))
        _check_size(row, _ROW + _WRITTEN * output)


def _check_size(row, most):
    """Check what a row of this machine need not be asked: how long it is as text, and what is told of a defect."""
    defect = row.get("defect")
    if defect is not None and not (_several(defect, _is_text) and len(defect) == 2):
        raise UnsoundRow(said(refusal.STRANGE_VALUE, name="defect", value=repr(defect)))
    try:
        size = len(json.dumps([row["message"], row["facts"], defect], allow_nan=False))
    except (TypeError, ValueError, RecursionError) as problem:
        raise UnsoundRow(said(refusal.STRANGE_VALUE, name="facts", value=problem)) from None
    if size > most:
        raise UnsoundRow(said(refusal.TOO_LONG, size=size))


def _is_text(value):
    return isinstance(value, str)


def _is_name(value):
    return _is_text(value) and 0 < len(value) <= _NAME


def _is_status(value):
    return _is_text(value) and value in set(Status)


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 128


def _is_number(value):
    """Tell whether a value is a number that can be added up: `bool` is none, nor are infinity and NaN."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_amount(value):
    return _is_number(value) and value >= 0


def _is_flag(value):
    return isinstance(value, bool)


def _several(value, fits):
    return isinstance(value, (list, tuple)) and all(map(fits, value))


def _is_point(value):
    return _several(value, _is_number) and len(value) == 2


def _none_or(fits):
    return lambda value: value is None or fits(value)


def _made_of(**parts):
    """Return what tells whether a value is a dict with these parts."""
    return lambda value: (
        isinstance(value, dict) and all(name in value and fits(value[name]) for name, fits in parts.items())
    )


def _is_line_of_table(value):
    return isinstance(value, (list, tuple)) and len(value) == 4 and all(map(_is_text, value[:3])) and _is_flag(value[3])


def _is_path(value):
    """Tell whether two ways can be drawn: as many steps as the right one has points, and no more of the other one."""
    parts = _made_of(
        steps=lambda steps: _several(steps, _is_count),
        right=lambda points: _several(points, _is_point),
        yours=lambda points: _several(points, _is_point),
        parted=_none_or(_is_count),
    )
    return parts(value) and 0 < len(value["yours"]) <= len(value["right"]) == len(value["steps"])


_COLUMNS = {
    "student": _is_name,
    "lab": _is_name,
    "check": _is_name,
    "status": _is_status,
    "points": _is_amount,
    "max_points": _is_amount,
    "misconception": _none_or(_is_name),
    "message": _is_text,
    "seconds": _is_amount,
    "isolation": LEVELS.__contains__,
    "device": _is_name,
    "seed": _is_count,
}
_OF_FACTS = {
    **dict.fromkeys(("called", "question", "stopped", "waits_for", "printed"), _is_text),
    **dict.fromkeys(("fresh", "as_given"), _is_flag),
    "line": _is_count,
    "difference": _none_or(
        _made_of(
            settled=lambda value: _several(value, _is_text),
            **dict.fromkeys(("what", "expected", "got", "allowed", "arithmetic", "relation"), _is_text),
        )
    ),
    "table": _none_or(_made_of(of=_is_text, rows=lambda value: _several(value, _is_line_of_table))),
    "path": _none_or(_is_path),
}
