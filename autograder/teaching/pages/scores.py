"""How a class did: its scores, its functions, its sections; and how it was graded."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping

from autograder.judge.verdict import Status
from autograder.student.wording import LEVELS
from autograder.teaching import wording
from autograder.teaching.pages.attention import Need
from autograder.teaching.pages.clusters import Cluster
from autograder.teaching.pages.lesson import Mistake
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.members import Member
from autograder.teaching.pages.names import number
from autograder.teaching.pages.rendering import Shown
from autograder.teaching.rows import LedgerRow, grouped

_BINS = 10


def summary_of(members: list[Member], checks: int, labs: Iterable[str]) -> str:
    """Return how the class did in a sentence, and of what scores are shares where not everybody has every lab."""
    percents = _percents(members)
    full = percents.count(100)
    said = wording.CLASS_SUMMARY.format(
        students=len(members),
        checks=checks,
        median=_median(percents),
        full=wording.WITH_FULL[full != 1].format(count=full),
    )
    if all(lab in member.by_lab for lab in labs for member in members):
        return said
    return f"{said} {wording.SCORES_OF_ALL.format(most=number(sum(members[0].labs.values())))}"


def histogram_of(members: list[Member]) -> list[tuple[str, int, float]]:
    """Return the bars of the distribution: `(label, students, share of the highest)`, full marks in a bar of their own."""
    width = 100 // _BINS
    counts = Counter(percent // width for percent in _percents(members))
    highest = max(counts.values(), default=1)
    names = [f"{at * width}–{at * width + width - 1}" for at in range(_BINS)] + ["100"]
    return [(name, counts[at], counts[at] / highest) for at, name in enumerate(names)]


def line_of(rows: list[LedgerRow]) -> Shown:
    """Return the line of a check: how many have it right, 100 % being all, and what stops most of the others."""
    statuses = Counter(Status.NOT_STARTED if row.facts.as_given else row.status for row in rows)
    slugs = Counter(row.misconception for row in rows if row.misconception)
    right = statuses[Status.PASS]
    return {
        "row": rows[0],
        "students": len(rows),
        "percent": 100 if right == len(rows) else min(99, round(100 * right / len(rows))),
        "idle": statuses[Status.NOT_STARTED] + statuses[Status.MISSING],
        "waiting": statuses[Status.BLOCKED],
        "mistake": next(iter(slugs.most_common(1)), None),
    }


def sections_of(members: list[Member], needs: list[Need], named: list[Mistake], clusters: list[Cluster]) -> list[Shown]:
    """Return a line for each section, where the roster has some."""
    groups = grouped(members, lambda member: member.person.section)
    if not any(groups):
        return []
    in_need = {member.student for need in needs for member, _ in need.who}
    mistakes = [(one.key, one.students) for one in named]
    mistakes += [
        (f"{one.title}: {one.what}", frozenset(row.student for row in one.rows))
        for one in clusters
        if not one.is_untouched
    ]
    found = []
    for section, of_section in sorted(groups.items(), key=lambda one: (not one[0], one[0])):
        students = {one.student for one in of_section}
        percents = _percents(of_section)
        made = [(len(students & who), key) for key, who in mistakes]
        most = max(made, key=lambda one: one[0], default=(0, ""))
        found.append(
            {
                "name": section,
                "students": len(of_section),
                "median": _median(percents),
                "full": percents.count(100),
                "needs": len(students & in_need),
                "mistake": most if most[0] else None,
            }
        )
    return found


def how_graded(rows: list[LedgerRow], run: GradedRun) -> list[tuple[str, str]]:
    """Return how the class was graded: `(what, value)` each."""
    seconds = [row.seconds for row in rows]
    slowest = max(rows, key=lambda row: row.seconds, default=None)
    levels = Counter(row.isolation for row in rows)
    return [
        ("graded", run.date),
        ("gradkit", run.version),
        ("seed, for you alone", _counted(Counter(str(row.seed) for row in rows))),
        ("device", _counted(Counter(row.device for row in rows))),
        ("isolation level", _counted(levels)),
        *((f"level {level}", LEVELS[level]) for level in sorted(levels) if level in LEVELS),
        *([("not held here", ", ".join(run.missing))] if run.missing else []),
        ("time in students’ code", f"{sum(seconds):.1f} s in all, {statistics.median(seconds or [0.0]):.3f} s a check"),
        *([("slowest check", f"{slowest.check}, {slowest.seconds:.2f} s")] if slowest else []),
    ]


def _percents(members: list[Member]) -> list[int]:
    return [member.percent for member in members if not member.is_excused]


def _median(percents: list[int]) -> str:
    return f"{statistics.median(percents):.0f}" if percents else "–"


def _counted(counts: Mapping[str, int]) -> str:
    """Return "cpu", or "cpu (30), cuda (4)" where there is more than one."""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
