"""What a run is going to do: who is graded anew, and why. Nothing is written."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from autograder.judge.verdict import Status
from autograder.labs.catalogue import all_labs
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.fingerprint import FIELDS, SHARED, Fingerprint

# Why something is to be graded, beside the fields of a fingerprint that have changed.
NEW, UNSETTLED = "new", "unsettled"
# A student, a lab and an attempt, as `Task.key` has them.
Key = tuple[str, str, str]
# Each task of a class with what a verdict on it would rest on.
Fingerprints = Iterable[tuple[Task, Fingerprint]]
# Tells of a student, a lab and the statuses in the ledger (none for somebody new) whether it takes part in a run.
TakesPart = Callable[[str, str, frozenset[str]], bool]


@dataclass(frozen=True)
class Plan:
    """What a run is going to do with those who take part in it.

    `entries` are each task, without its source, and what its verdict is to rest on; `due` says of each that is to be
    graded why: a tuple of `NEW`, `UNSETTLED` or the fields that have changed.
    `gone` are no longer in the class, `left` are those whose verdict rests on something older, and who do not take part.
    """

    entries: dict[Key, tuple[Task, Fingerprint]]
    due: dict[Key, tuple[str, ...]]
    gone: list[Key]
    left: int


def plan_of(connection: sqlite3.Connection, fingerprints: Fingerprints, takes_part: TakesPart) -> Plan:
    """Return the plan for tasks with what their verdicts would rest on today."""
    known, statuses = _known(connection)
    now = "SELECT CAST(student AS TEXT), CAST(lab AS TEXT), '' FROM handed_in WHERE attempt = ''"
    class_so_far = set(connection.execute(now))
    entries, due, left, seen = {}, {}, 0, set()
    for task, fingerprint in fingerprints:
        key = task.key
        seen.add(key)
        rests_on = known.get((task.student, task.lab, fingerprint.file)) or known.get(key)
        if not takes_part(task.student, task.lab, frozenset(statuses.get(key, ()))):
            left += rests_on not in (None, fingerprint)
            continue
        entries[key] = replace(task, source=b""), fingerprint
        of_file = statuses.get((task.student, task.lab, fingerprint.file), set())
        if why := _why(rests_on, fingerprint, of_file):
            due[key] = why
    return Plan(entries, due, sorted(class_so_far - seen), left)


def _known(connection: sqlite3.Connection) -> tuple[dict[Key, Fingerprint], dict[Key, set[str]]]:
    """Return what the verdicts in the ledger rest on, by attempt and by the digest of the file, and their statuses."""
    whole = {lab.name: len(lab.checks) for lab in all_labs()}
    counts = connection.execute("SELECT student, lab, attempt, count(*) FROM checks GROUP BY 1, 2, 3")
    # All rows of a lab are written at once: of others some have been taken out since.
    is_whole = {tuple(key) for *key, count in counts if count == whole.get(key[1], count)}
    rests_on: dict[Key, Fingerprint] = {}
    statuses: dict[Key, set[str]] = {}
    columns = f"student, lab, attempt, status, file, {', '.join(SHARED)}"
    for student, lab, attempt, status, *fields in connection.execute(
        f"SELECT DISTINCT {columns} FROM checks JOIN terms USING (terms)"
    ):
        for which in (attempt, fields[0]):
            statuses.setdefault((student, lab, which), set()).add(status)
            if (student, lab, attempt) in is_whole:
                rests_on[student, lab, which] = Fingerprint(*fields)
    return rests_on, statuses


def _why(known: Fingerprint | None, wanted: Fingerprint, statuses: set[str]) -> tuple[str, ...]:
    """Return why something is to be graded, `()` where it is not. `known` and `statuses` are those of its verdict."""
    if known is None:
        return (NEW,)
    if changed := tuple(name for name in FIELDS if getattr(known, name) != getattr(wanted, name)):
        return changed
    return (UNSETTLED,) if Status.INFRA in statuses else ()
