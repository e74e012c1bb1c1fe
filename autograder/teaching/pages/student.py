"""The page of one student: the score, what each function does, and one question at a time."""

from collections.abc import Iterable, Mapping

from autograder.judge.verdict import Status
from autograder.language import Plural, told
from autograder.student.wording.exceptions import IMPORT_FAILED
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import Grade, grades_of
from autograder.teaching.pages import wording
from autograder.teaching.pages.clusters import is_of_the_whole_file
from autograder.teaching.pages.contour_map import contour_map_of, two_paths
from autograder.teaching.pages.dates import dates_of
from autograder.teaching.pages.given import given_of, is_done
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import course_order, location
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.rows import BETWEEN_NOTES, LedgerRow, Point, grouped


def student_page(
    student: str, rows: Iterable[LedgerRow], *, run: GradedRun, grades: Iterable[Grade] | None = None
) -> str:
    """Return a student's page. `rows` are theirs, and so are `grades`; without these no date and no decision is known."""
    rows = sorted(rows, key=course_order)
    of_lab = {grade.lab: grade for grade in (grades_of(rows, {}, Policy()) if grades is None else grades)}
    labs = grouped(rows, lambda row: row.lab)
    notes = _notes(labs)
    row = first_open(row for row in rows if not is_done(of_lab[row.lab], row))
    return rendered(
        "student.html",
        student=next((grade.person.full_name for grade in of_lab.values()), student),
        rows=rows,
        next=_next(row, rows) if row else _done(rows),
        grades=of_lab.values(),
        labs=[_lab(of_lab[name], group, notes[name]) for name, group in labs.items()],
        again=row,
        begin=_begin(row) if row else "",
        ran=any(row.status not in (Status.MISSING, Status.REFUSED) for row in rows),
        how=told(
            wording.FEEDBACK_HOW,
            version=run.version,
            device=_listed(row.device for row in rows),
            level=_listed(row.isolation for row in rows),
        ),
        date=run.date,
    )


def first_open(rows: Iterable[LedgerRow]) -> LedgerRow | None:
    """Return the row to work on next, in the order of the course; None where all have passed."""
    return next((row for row in rows if row.status.is_to_do), None)


def _next(row: LedgerRow, rows: list[LedgerRow]) -> str:
    """Return the one sentence that says what to do; `row` is the one to work on."""
    passed = sum(row.status is Status.PASS for row in rows)
    if row.facts.stopped and not row.facts.called:
        return told(IMPORT_FAILED)
    if all(row.status in (Status.NOT_STARTED, Status.BLOCKED) or row.facts.as_given for row in rows):
        return told(wording.NOTHING_YET, function=row.check)
    if row.status is Status.MISSING:
        return told(wording.HAND_IN, passed=passed, checks=len(rows), lab=row.lab)
    return told(wording.GO_ON, passed=passed, checks=len(rows), function=row.check)


def _done(rows: list[LedgerRow]) -> str:
    """Return what is said where nothing is left to do: all passes, or somebody has decided so."""
    every = all(row.status is Status.PASS for row in rows)
    return told(wording.ALL_RIGHT if every else wording.NOTHING_LEFT)


def _begin(row: LedgerRow) -> str:
    """Return how to begin trying again with a row."""
    begin = wording.BEGIN_AGAIN.get(row.status, wording.BEGIN_AGAIN_OTHERWISE)
    if (difference := row.facts.difference) and not difference.allowed:
        begin = wording.BEGIN_AGAIN_PROMISE  # no number lies beside the right one: there is nothing to work out by hand
    return told(begin, place=location(row), function=row.check)


def _notes(labs: Mapping[str, list[LedgerRow]]) -> dict[str, list[str]]:
    """Return what there is to say of each lab's file; what is the same of several is said once."""
    told_before: set[str] = set()
    found = {}
    for lab, rows in labs.items():
        notes = dict.fromkeys(filter(None, rows[0].note.split(BETWEEN_NOTES)))
        found[lab] = [note for note in notes if note not in told_before]
        told_before |= notes.keys()
    return found


def _lab(grade: Grade, rows: list[LedgerRow], notes: list[str]) -> Shown:
    # Of a function to mend that was not touched there is nothing to say where the file cannot be run.
    whole = [row for row in rows if not row.facts.as_given][:1] if is_of_the_whole_file(rows) else []
    return {
        "name": grade.lab,
        "grade": grade,
        "dates": " ".join(dates_of(grade)),
        "given": list(given_of(grade)),
        "notes": notes,
        "rows": rows,
        "is_missing": all(row.status is Status.MISSING for row in rows),
        "is_whole": bool(whole),
        "cards": whole or [row for row in rows if row.status.is_wrong],
        "waiting": _waiting(rows),
        "figure": _figure(rows),
    }


def _waiting(rows: list[LedgerRow]) -> list[tuple[list[str], str]]:
    """Return what is to be said of functions that wait, and of those that have not been begun: `(names, sentence)`."""
    waiting: dict[tuple[Plural, str], list[str]] = {}
    for row in rows:
        if row.status is Status.BLOCKED and row.facts.waits_for:
            waiting.setdefault((wording.WAITS, row.facts.waits_for), []).append(row.check)
        elif row.status is Status.NOT_STARTED:
            waiting.setdefault((wording.NOT_BEGUN, ""), []).append(row.check)
    said = waiting.items()
    return [(names, told(why, count=len(names), function=function)) for (why, function), names in said]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(set(words))) or "–"


def _figure(rows: list[LedgerRow]) -> Shown | None:
    """Return the drawing of a lab: the path of the first function that is not right, else the one with most steps."""
    walked = [(row, row.facts.path) for row in rows if row.facts.path and row.status is not Status.BLOCKED]
    if not walked:
        return None
    wrong = [(row, paths) for row, paths in walked if row.status is not Status.PASS]
    row, paths = wrong[0] if wrong else max(walked, key=lambda one: len(one[1].steps))
    contours = contour_map_of(row.lab, row.check)
    if contours is None:
        return None
    right, yours, parted = paths.right, paths.yours, paths.parted
    drawn = two_paths(contours, paths)
    said = [told(wording.PATH_SAME) if parted is None else told(wording.PATH_PARTS, step=parted)]
    if drawn["left"] is not None:
        said.append(told(wording.PATH_LEAVES, step=drawn["left"]))
    if drawn["yours"].gaps or drawn["right"].gaps:
        said.append(told(wording.PATH_BETWEEN))
    ends = {"start": _pair(right[0]), "right_end": _pair(right[-1]), "end": _pair(yours[-1])}
    first, second = map(told, contours.labels)
    alt = told(wording.PATH_ALT, first=first, second=second, **ends, verdict=" ".join(said))
    return {**drawn, "row": row, "said": " ".join(said), "alt": alt}


def _pair(point: Point) -> str:
    return f"({point[0]:.3g}, {point[1]:.3g})"
