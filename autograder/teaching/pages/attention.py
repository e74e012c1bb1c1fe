"""Which students need their teacher, and why; and what became of labs that were handed in again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.judge.verdict import Status
from autograder.teaching import wording
from autograder.teaching.pages.clusters import is_of_the_whole_file
from autograder.teaching.pages.members import Member
from autograder.teaching.pages.names import lab_title, number
from autograder.teaching.rows import LedgerRow, grouped

_ENDED = (Status.TIMEOUT, Status.MEMORY, Status.CRASH, Status.PROTOCOL)
_MISTAKES_SHOWN = 5
# What nobody has run, so that nothing can be said of what is in it.
_NOT_RUN = (Status.REFUSED, Status.INFRA)


@dataclass(frozen=True)
class Change:
    """A student's lab that was handed in again: its points before and now, as they were measured, and the mistakes made."""

    student: str
    lab: str
    before: float
    now: float
    mistakes_before: frozenset[str]
    mistakes_now: frozenset[str]


@dataclass(frozen=True)
class Need:
    """A reason for which students need their teacher: `why`, and who, each with the detail that differs."""

    why: str
    who: list[tuple[Member, str]]

    @property
    def addresses(self) -> str:
        """Their mail addresses, as programs for mail take them; their names where no roster knows an address."""
        return ", ".join(member.person.mail or member.person.name for member, _ in self.who)


def changes_of(members: Iterable[Member], earlier: Iterable[LedgerRow]) -> list[Change]:
    """Return what became of labs that were handed in again, with what was handed in before the last time.

    Not compared is a lab that is worth other points today, could not be checked, or of which an earlier file counts.
    """
    attempts = grouped(earlier, lambda row: (row.student, row.lab))
    found = []
    for member in members:
        for lab, now in member.counted.items():
            if now[0].attempt:  # what came later counts for nothing
                continue
            before = _last_attempt(attempts.get((member.student, lab), []))
            most = [sum(row.max_points for row in rows) for rows in (before, now)]
            if most[0] == most[1] and all(row.status.is_settled for row in (*before, *now)):
                sides = _points(before), _points(now), _slugs(before), _slugs(now)
                found.append(Change(member.student, lab, *sides))
    return found


def _last_attempt(rows: list[LedgerRow]) -> list[LedgerRow]:
    return [row for row in rows if row.attempt == rows[-1].attempt]


def _points(rows: list[LedgerRow]) -> float:
    return sum(row.points for row in rows)


def _slugs(rows: list[LedgerRow]) -> frozenset[str]:
    return frozenset(row.misconception for row in rows if row.misconception)


def again(changes: list[Change]) -> list[str]:
    """Return what is said of all that was handed in again: nothing where nothing was."""
    if not changes:
        return []
    up, down = (sum(sign * one.now > sign * one.before for one in changes) for sign in (1, -1))
    count = len(changes)
    said = [wording.HANDED_IN_AGAIN[count != 1].format(count=count, up=up, down=down, same=count - up - down)]
    made = Counter(slug for one in changes for slug in one.mistakes_before)
    mended = Counter(slug for one in changes for slug in one.mistakes_before - one.mistakes_now)
    often = made.most_common(_MISTAKES_SHOWN)
    return said + [wording.MENDED.format(slug=slug, mended=mended[slug], count=count) for slug, count in often]


def needs_of(members: Iterable[Member], changes: Iterable[Change]) -> list[Need]:
    """Return who needs their teacher, by reasons."""
    fell = grouped((one for one in changes if one.now < one.before), lambda one: one.student)
    found: dict[str, list[tuple[Member, str]]] = {why: [] for why in wording.NEEDS}
    for member in members:
        has_many = len(member.labs) > 1
        for why, labs in _reasons(member):
            found[why].append((member, ", ".join(map(lab_title, labs)) if has_many else ""))
        if member.student in fell:
            found["fell"].append((member, ", ".join(_told(one, has_many) for one in fell[member.student])))
    return [Need(wording.NEEDS[why], who) for why, who in found.items() if who]


def _told(change: Change, with_lab: bool) -> str:
    said = wording.FELL.format(before=number(change.before), now=number(change.now))
    return f"{lab_title(change.lab)}: {said}" if with_lab else said


def _reasons(member: Member) -> Iterator[tuple[str, list[str]]]:
    """Yield why one student needs their teacher: `(key in wording.NEEDS, in which labs)`."""
    labs = member.counted
    every = [row for rows in labs.values() for row in rows]
    if every and all(row.status is Status.MISSING for row in every):
        yield "missing", []
    elif every and all(row.status.is_idle or row.facts.as_given for row in every):
        yield "idle", []
    whole = [lab for lab, rows in labs.items() if is_of_the_whole_file(rows) and not _has(rows, *_NOT_RUN)]
    reasons = {
        "refused": [lab for lab, rows in labs.items() if _has(rows, Status.REFUSED)],
        "file": whole,
        "stuck": [lab for lab, rows in labs.items() if lab not in whole and _is_stuck(rows)],
        "ended": [lab for lab, rows in labs.items() if _has(rows, *_ENDED)],
        "ours": [lab for lab, rows in labs.items() if _has(rows, Status.INFRA)],
    }
    yield from ((why, where) for why, where in reasons.items() if where)


def _is_stuck(rows: list[LedgerRow]) -> bool:
    """Tell whether something in a lab was tried, and nothing has come out right."""
    is_tried = any(row.status.is_wrong and not row.facts.as_given for row in rows)
    return is_tried and not _has(rows, Status.PASS, *_NOT_RUN)


def _has(rows: list[LedgerRow], *statuses: Status) -> bool:
    return any(row.status in statuses for row in rows)
