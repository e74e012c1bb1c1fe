"""What labs and checks are called on a page, also where rows come from a kit that had others."""

import functools

from autograder.labs.catalogue import all_labs
from autograder.student.board import status_words
from autograder.student.rows import Row
from autograder.teaching.rows import LedgerRow


def lab_title(name: str) -> str:
    """Return a lab's title, or its name where this kit has no such lab."""
    return next((lab.title for lab in all_labs() if lab.name == name), name)


def course_order(row: Row) -> tuple[int, str, int]:
    """Return where a row belongs in the order of the course, to sort by; strangers come last."""
    return _course_order(row.lab, row.check)


@functools.lru_cache(maxsize=1024)
def _course_order(name: str, check: str) -> tuple[int, str, int]:
    labs = {lab.name: lab for lab in all_labs()}
    lab = labs.get(name)
    if lab is None:
        return len(labs) + 1, name, 0
    functions = [check.function for check in lab.checks]
    return lab.order, lab.name, functions.index(check) if check in functions else len(functions)


def words_of(row: LedgerRow) -> str:
    """Return what became of a check, in words."""
    return status_words(row.status, row.facts.waits_for)


def number(points: float) -> str:
    """Return points without a fraction that says nothing."""
    return f"{points:g}"
