"""The page of a class: how it did, what is hard, who is stuck on what, and what went wrong on our side."""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from autograder.judge.verdict import Status
from autograder.labs.misconceptions import misconceptions_of
from autograder.student.board import status_words
from autograder.student.wording import LEVELS
from autograder.teaching import wording
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import course_order, feedback_names, lab_title, percent
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.pages.student import first_open
from autograder.teaching.rows import LedgerRow, grouped

_NAMES_SHOWN = 40
_BINS = 10


def class_page(rows: Iterable[LedgerRow], *, run: GradedRun, talks: int = 0) -> str:
    """Return the page of a class. `rows` need no facts; `talks` are the pairs on the page of those worth a talk."""
    rows = sorted(rows, key=lambda row: (row.student, course_order(row)))
    groups = grouped(rows, lambda row: row.student)
    links = feedback_names(groups)
    students = [_student(name, group, links[name]) for name, group in groups.items()]
    checks = sorted(grouped(rows, lambda row: (row.lab, row.check)).values(), key=lambda group: course_order(group[0]))
    labs = list(dict.fromkeys(group[0].lab for group in checks))
    percents = [percent(group) for group in groups.values()]
    return rendered(
        "classroom.html",
        title=wording.CLASS_TITLE.format(labs=", ".join(map(lab_title, labs))),
        summary=wording.CLASS_SUMMARY.format(
            students=len(students),
            checks=len(checks),
            median=f"{statistics.median(percents):.0f}" if percents else "–",
            full=percents.count(100),
        ),
        talks=wording.TALKS[talks != 1].format(count=talks) if talks else "",
        histogram=_histogram(percents),
        checks=[_check(group) for group in checks],
        misconceptions=_misconceptions(rows, students),
        strange=_strange(rows, students),
        notes=_notes(students),
        run=_how(rows, run),
        labs=labs,
        students=students,
    )


def _student(name: str, rows: list[LedgerRow], link: str) -> Shown:
    stuck = first_open(rows)
    return {
        "name": name,
        "link": f"feedback/{quote(link)}",
        "rows": rows,
        "labs": grouped(rows, lambda row: row.lab),
        # What to work on, and why: both "" when all is right.
        "stuck": (stuck.check, stuck.misconception or status_words(stuck.status)) if stuck else ("", ""),
        "mistakes": {row.misconception for row in rows if row.misconception},
        "statuses": {row.status for row in rows},
        "notes": sorted({row.note for row in rows if row.note}),
    }


def _histogram(percents: list[int]) -> list[tuple[str, int, float]]:
    """Return the bars of the distribution: `(label, students, share of the highest)`, full marks in a bar of their own."""
    width = 100 // _BINS
    counts = Counter(percent // width for percent in percents)
    highest = max(counts.values(), default=1)
    names = [f"{at * width}–{at * width + width - 1}" for at in range(_BINS)] + ["100"]
    return [(name, counts[at], counts[at] / highest) for at, name in enumerate(names)]


def _check(rows: list[LedgerRow]) -> Shown:
    """Return the line of a check: how many have it right, and what stops most of the others."""
    statuses = Counter(row.status for row in rows)
    slugs = Counter(row.misconception for row in rows if row.misconception)
    return {
        "row": rows[0],
        "percent": round(100 * statuses[Status.PASS] / len(rows)),
        "idle": statuses[Status.NOT_STARTED] + statuses[Status.MISSING],
        "waiting": statuses[Status.BLOCKED],
        "mistake": next(iter(slugs.most_common(1)), None),
    }


def _misconceptions(rows: list[LedgerRow], students: list[Shown]) -> list[Shown]:
    """Return the named mistakes, the most frequent first, with who makes them and where."""
    ranked = []
    for slug in {row.misconception for row in rows if row.misconception}:
        made = [row for row in rows if row.misconception == slug]
        where, known = Counter(row.check for row in made).most_common(3), misconceptions_of(made[0].lab).get(slug)
        who = _people([student for student in students if slug in student["mistakes"]])
        ranked.append({"slug": slug, "known": known, "where": [name for name, _ in where], **who})
    return sorted(ranked, key=lambda item: (-item["students"], item["slug"]))


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
    noted = dict.fromkeys(note for student in students for note in student["notes"])
    found = [(note, _people([student for student in students if note in student["notes"]])) for note in noted]
    return sorted(found, key=lambda item: -item[1]["students"])


def _how(rows: list[LedgerRow], run: GradedRun) -> list[tuple[str, str]]:
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


def _counted(counts: Mapping[str, int]) -> str:
    """Return "cpu", or "cpu (30), cuda (4)" where there is more than one."""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
