"""The page of a class: how it did, what is hard, who is stuck on what, and what went wrong on our side."""

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from autograder.judge.status import Status
from autograder.labs.misconceptions import misconceptions
from autograder.student.board import mark, status_words
from autograder.student.wording import LEVELS
from autograder.teaching import wording
from autograder.teaching.pages import labels
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import feedback_names
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.pages.student import first_open
from autograder.teaching.rows import LedgerRow

_NAMES_SHOWN = 40
_BINS = 10


def class_page(rows: Iterable[LedgerRow], *, run: GradedRun) -> str:
    """Return the page of a class. `rows` need no facts."""
    rows = sorted(rows, key=lambda row: (row.student, labels.course_order(row)))
    links = feedback_names({row.student for row in rows})
    groups = itertools.groupby(rows, key=lambda row: row.student)
    students = [_student(name, list(group), links[name]) for name, group in groups]
    labs = sorted({row.lab: labels.course_order(row) for row in rows}.items(), key=lambda item: item[1])
    names = [name for name, _ in labs]
    percents = [student["percent"] for student in students]
    return rendered(
        "classroom.html",
        title=wording.CLASS_TITLE.format(labs=", ".join(map(labels.lab_title, names))),
        summary=wording.CLASS_SUMMARY.format(
            students=len(students),
            checks=len({(row.lab, row.check) for row in rows}),
            median=f"{statistics.median(percents):.0f}" if percents else "–",
            full=sum(percent == 100 for percent in percents),
        ),
        histogram=_histogram(percents),
        checks=_checks(rows),
        misconceptions=_misconceptions(rows, students),
        strange=_strange(rows, students),
        notes=_notes(students),
        run=_how(rows, run),
        labs=[{"name": name, "title": labels.lab_title(name)} for name in names],
        students=students,
    )


def _student(name: str, rows: list[LedgerRow], link: str) -> Shown:
    points, total = sum(row.points for row in rows), sum(row.max_points for row in rows)
    stuck = first_open(rows)
    return {
        "name": name,
        "link": f"feedback/{quote(link)}",
        "points": labels.number(points),
        "percent": round(100 * points / total) if total else 0,
        "labs": {lab: _marks(list(group)) for lab, group in itertools.groupby(rows, key=lambda row: row.lab)},
        # What to work on, and why: both "" when all is right.
        "stuck": (stuck.check, stuck.misconception or status_words(stuck.status)) if stuck else ("", ""),
        "seconds": sum(row.seconds for row in rows),
        "mistakes": {row.misconception for row in rows if row.misconception},
        "statuses": {row.status for row in rows},
        "notes": sorted({row.note for row in rows if row.note}),
    }


def _marks(rows: list[LedgerRow]) -> Shown:
    return {
        "points": labels.number(sum(row.points for row in rows)),
        "marks": "".join(mark(row.status) for row in rows),
    }


def _histogram(percents: list[int]) -> list[tuple[str, int, float]]:
    """Return the bars of the distribution: `(label, students, share of the highest)`, full marks in a bar of their own."""
    width = 100 // _BINS
    counts = Counter(percent // width for percent in percents)
    highest = max(counts.values(), default=1)
    names = [f"{at * width}–{at * width + width - 1}" for at in range(_BINS)] + ["100"]
    return [(name, counts[at], counts[at] / highest) for at, name in enumerate(names)]


def _checks(rows: list[LedgerRow]) -> list[Shown]:
    """Return a line per check: how many have it right, and what stops most of the others."""
    lines = []
    for (lab, check), group in _by_check(rows):
        statuses = Counter(row.status for row in group)
        slugs = Counter(row.misconception for row in group if row.misconception)
        lines.append(
            {
                "lab": labels.lab_title(lab),
                "function": check,
                "passed": statuses[Status.PASS],
                "all": len(group),
                "percent": round(100 * statuses[Status.PASS] / len(group)),
                "idle": statuses[Status.NOT_STARTED] + statuses[Status.MISSING],
                "waiting": statuses[Status.BLOCKED],
                "mistake": next(iter(slugs.most_common(1)), None),
            }
        )
    return lines


def _by_check(rows: list[LedgerRow]) -> list[tuple[tuple[str, str], list[LedgerRow]]]:
    """Return `[((lab, check), [row, …]), …]` in the order of the course."""
    found: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in rows:
        found.setdefault((row.lab, row.check), []).append(row)
    return sorted(found.items(), key=lambda item: labels.course_order(item[1][0]))


def _misconceptions(rows: list[LedgerRow], students: list[Shown]) -> list[Shown]:
    """Return the named mistakes, the most frequent first, with who makes them and where."""
    ranked = []
    for slug in {row.misconception for row in rows if row.misconception}:
        who = [student for student in students if slug in student["mistakes"]]
        where = Counter(row.check for row in rows if row.misconception == slug)
        known = misconceptions().get(slug)
        ranked.append(
            {
                "slug": slug,
                "count": len(who),
                "habit": known.habit if known else slug,
                "question": known.question if known else "",
                "where": [name for name, _ in where.most_common(3)],
                **_people(who),
            }
        )
    return sorted(ranked, key=lambda item: (-item["count"], item["slug"]))


def _strange(rows: list[LedgerRow], students: list[Shown]) -> list[Shown]:
    """Return the statuses that are neither a pass nor a fail nor on the way, with how many and whose."""
    counts = Counter(row.status for row in rows if not row.status.is_ordinary)
    found = []
    for status, count in counts.most_common():
        who = [student for student in students if status in student["statuses"]]
        found.append({"status": status, "words": status_words(status), "count": count, **_people(who)})
    return found


def _people(students: list[Shown]) -> Shown:
    rest = len(students) - _NAMES_SHOWN
    return {
        "students": len(students),
        "who": students[:_NAMES_SHOWN],
        "more": wording.MORE_NAMES.format(count=rest) if rest > 0 else "",
    }


def _notes(students: list[Shown]) -> list[tuple[str, Shown]]:
    """Return what was noted while the files were collected: `[(note, people), …]`."""
    notes: dict[str, list[Shown]] = {}
    for student in students:
        for note in student["notes"]:
            notes.setdefault(note, []).append(student)
    return [(note, _people(who)) for note, who in sorted(notes.items(), key=lambda item: -len(item[1]))]


def _how(rows: list[LedgerRow], run: GradedRun) -> list[tuple[str, str]]:
    """Return how the class was graded: `(what, value)` each."""
    seconds = [row.seconds for row in rows]
    slowest = max(rows, key=lambda row: row.seconds, default=None)
    levels = Counter(row.isolation for row in rows)
    facts = [
        ("graded", run.date),
        ("gradkit", run.version),
        ("seed, for you alone", _counted(Counter(str(row.seed) for row in rows))),
        ("device", _counted(Counter(row.device for row in rows))),
        ("isolation level", _counted(levels)),
        *((f"level {level}", LEVELS[level]) for level in sorted(levels) if level in LEVELS),
        ("time in students’ code", f"{sum(seconds):.1f} s in all, {statistics.median(seconds or [0.0]):.3f} s a check"),
    ]
    if run.missing:
        facts.insert(-1, ("not held here", ", ".join(run.missing)))
    if slowest:
        facts.append(("slowest check", f"{slowest.check}, {slowest.seconds:.2f} s"))
    return facts


def _counted(counts: Mapping[str, int]) -> str:
    """Return "cpu", or "cpu (30), cuda (4)" where there is more than one."""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
