"""Whether rows from another machine are those of a task: it may lie."""

import json

from autograder.errors import UnsoundRow
from autograder.judge.status import Status
from autograder.teaching import wording
from autograder.teaching.grading.tasks import Task
from autograder.teaching.rows import LedgerRow, row_of
from autograder.text import said

# What a row may have in bytes beside the printed text, and how long a byte of that may become in it.
_ROW, _WRITTEN = 8 * 1024**2, 16


def checked_rows(sent: object, task: Task, device: str, output: int) -> list[LedgerRow]:
    """Return the rows of a task that another machine sent as plain data: one per check of its lab, in order.

    Raises `UnsoundRow` for others, and for one that is longer than ours can be where `output` bytes of what a student
    prints are kept. Each has the points that its status is worth; its seed is not looked at, since the ledger keeps our
    own. Whether a status is true can be known to nobody who was not there.
    """
    if not isinstance(sent, list) or not all(isinstance(data, dict) for data in sent):
        raise UnsoundRow(said(wording.NO_ROWS, value=type(sent).__name__))
    if len(sent) != len(task.checks):
        raise UnsoundRow(said(wording.OTHER_COUNT, count=len(sent), wanted=len(task.checks)))
    rows = []
    for data, check in zip(sent, task.checks, strict=True):
        row = row_of(data)
        points = check.points if row.status is Status.PASS else 0
        wanted = {"student": task.student, "lab": task.lab, "check": check.function, "max_points": check.points}
        for name, value in {**wanted, "points": points, "device": device}.items():
            if data[name] != value:
                raise UnsoundRow(said(wording.STRANGE_VALUE, name=name, value=repr(data[name])))
        _check_size(data, _ROW + _WRITTEN * output)
        rows.append(row)
    return rows


def _check_size(data: dict[str, object], most: int) -> None:
    """Check what a row of this machine need not be asked: how long it is as text."""
    try:
        size = len(json.dumps([data["message"], data["facts"], data.get("defect")], allow_nan=False))
    except (TypeError, ValueError, RecursionError) as problem:
        raise UnsoundRow(said(wording.STRANGE_VALUE, name="facts", value=problem)) from None
    if size > most:
        raise UnsoundRow(said(wording.TOO_LONG, size=size))
