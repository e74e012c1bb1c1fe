"""What a run is going to do: who is graded anew, and why. Nothing is written."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autograder.judge.verdict import Status
from autograder.labs.catalogue import all_labs
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.fingerprint import FIELDS, SHARED, Fingerprint
from autograder.text import plain

# Why something is to be graded, beside the fields of a fingerprint that have changed.
NEW, UNSETTLED = "new", "unsettled"
# A student and a lab.
Key = tuple[str, str]
# Each task of a class with what a verdict on it would rest on.
Fingerprints = Iterable[tuple[Task, Fingerprint]]
# Tells of a student, a lab and the statuses in the ledger (none for somebody new) whether it takes part in a run.
TakesPart = Callable[[str, str, frozenset[str]], bool]


@dataclass(frozen=True)
class Plan:
    """What a run is going to do with those who take part in it.

    `entries` are the note on each file and what its verdict is to rest on, `due` says of each that is to be graded why: a
    tuple of `NEW`, `UNSETTLED` or the fields that have changed.
    `gone` are no longer in the class, `left` are those whose verdict rests on something older, and who do not take part.
    """

    entries: dict[Key, tuple[str, Fingerprint]]
    due: dict[Key, tuple[str, ...]]
    gone: list[Key]
    left: int


def plan_of(connection: sqlite3.Connection, fingerprints: Fingerprints, takes_part: TakesPart) -> Plan:
    """Return the plan for tasks with what their verdicts would rest on today."""
    known, statuses = _known(connection)
    class_so_far = set(connection.execute("SELECT CAST(student AS TEXT), CAST(lab AS TEXT) FROM handed_in"))
    entries, due, left, seen = {}, {}, 0, set()
    for task, fingerprint in fingerprints:
        key = (task.student, task.lab)
        seen.add(key)
        if not takes_part(*key, frozenset(statuses.get(key, ()))):
            left += key in known and known[key] != fingerprint
            continue
        entries[key] = plain(task.note), fingerprint
        if why := _why(known.get(key), fingerprint, statuses.get(key, set())):
            due[key] = why
    return Plan(entries, due, sorted(class_so_far - seen), left)


def _known(connection: sqlite3.Connection) -> tuple[dict[Key, Fingerprint], dict[Key, set[str]]]:
    """Return what the verdicts in the ledger rest on, and their statuses."""
    rests_on: dict[Key, Fingerprint] = {}
    statuses: dict[Key, set[str]] = {}
    columns = f"student, lab, status, file, {', '.join(SHARED)}"
    rows = connection.execute(f"SELECT DISTINCT {columns} FROM checks JOIN terms USING (terms)")
    for student, lab, status, *fields in rows:
        rests_on[student, lab] = Fingerprint(*fields)
        statuses.setdefault((student, lab), set()).add(status)
    whole = {lab.name: len(lab.checks) for lab in all_labs()}
    for student, lab, count in connection.execute("SELECT student, lab, count(*) FROM checks GROUP BY 1, 2"):
        if count != whole.get(lab, count):  # all rows of a lab are written at once: some have been taken out since
            rests_on.pop((student, lab), None)
    return rests_on, statuses


def _why(known: Fingerprint | None, wanted: Fingerprint, statuses: set[str]) -> tuple[str, ...]:
    """Return why something is to be graded, `()` where it is not. `known` and `statuses` are those of its verdict."""
    if known is None:
        return (NEW,)
    if changed := tuple(name for name in FIELDS if getattr(known, name) != getattr(wanted, name)):
        return changed
    return (UNSETTLED,) if Status.INFRA in statuses else ()
