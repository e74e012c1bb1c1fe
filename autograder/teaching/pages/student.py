"""The page of one student: the score, what each function does, and one question at a time."""

from collections.abc import Iterable
from itertools import groupby

from autograder.judge.status import Status
from autograder.student.board import mark
from autograder.student.wording import IMPORT_FAILED, SCORE, WHOLE_FILE
from autograder.teaching import wording
from autograder.teaching.pages import contour_map, labels
from autograder.teaching.pages.contour_map import ContourMap
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.names import shown_name
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.rows import NO_FACTS, LedgerRow, Paths, Point


def student_page(student: str, rows: Iterable[LedgerRow], *, run: GradedRun) -> str:
    """Return a student's page. `rows` are theirs."""
    rows = sorted(rows, key=labels.course_order)
    points, total = sum(row.points for row in rows), sum(row.max_points for row in rows)
    labs = [_lab(name, list(group)) for name, group in groupby(rows, lambda row: row.lab)]
    return rendered(
        "student.html",
        student=shown_name(student),
        score=SCORE.format(points=labels.number(points), total=labels.number(total)),
        percent=round(100 * points / total) if total else 0,
        next=_next(rows),
        labs=labs,
        many=len(labs) > 1,
        again=_again(rows),
        ran=any(row.status not in (Status.MISSING, Status.REFUSED) for row in rows),
        notes=sorted({row.note for row in rows if row.note}),
        how=wording.FEEDBACK_HOW.format(
            version=run.version,
            device=_listed(row.device for row in rows),
            level=_listed(row.isolation for row in rows),
        ),
        date=run.date,
    )


def first_open(rows: Iterable[LedgerRow]) -> LedgerRow | None:
    """Return the row to work on next, in the order of the course; None where all have passed."""
    return next((row for row in rows if row.status.is_to_do), None)


def _next(rows: list[LedgerRow]) -> str:
    """Return the one sentence that says what to do."""
    row = first_open(rows)
    if row is None:
        return wording.ALL_RIGHT
    passed = sum(row.status is Status.PASS for row in rows)
    if row.facts.stopped and not row.facts.called:
        return IMPORT_FAILED
    if all(row.status in (Status.NOT_STARTED, Status.BLOCKED) or row.facts.as_given for row in rows):
        return wording.NOTHING_YET.format(function=row.check)
    if row.status is Status.MISSING:
        return wording.HAND_IN.format(passed=passed, checks=len(rows), lab=row.lab)
    return wording.GO_ON.format(passed=passed, checks=len(rows), function=row.check)


def _again(rows: list[LedgerRow]) -> list[tuple[str, str]]:
    """Return the steps of trying again, `(sentence, command)` each; none where there is nothing to mend."""
    row = first_open(rows)
    if row is None:
        return []
    begin = wording.BEGIN_AGAIN.get(row.status, wording.BEGIN_AGAIN_OTHERWISE)
    if (difference := row.facts.difference) and not difference.allowed:
        begin = wording.BEGIN_AGAIN_PROMISE  # no number lies beside the right one: there is nothing to work out by hand
    name = f"{row.lab}.{row.check}"
    steps = [(said, command.format(name=name, lab=row.lab)) for said, command in wording.TRY_AGAIN]
    return [(begin.format(place=_location(row), function=row.check), ""), *steps]


def _lab(name: str, rows: list[LedgerRow]) -> Shown:
    points, total = sum(row.points for row in rows), sum(row.max_points for row in rows)
    missing = all(row.status is Status.MISSING for row in rows)
    whole = _whole_file(rows)
    shown = [] if missing else [whole] if whole else [_check(row) for row in rows]
    return {
        "name": name,
        "title": labels.lab_title(name),
        "score": SCORE.format(points=labels.number(points), total=labels.number(total)),
        "marks": [(mark(row.status), row.check, labels.words_of(row), row.status) for row in rows],
        "missing": wording.NO_FILE.format(lab=name) if missing else "",
        "checks": shown,
        "waiting": _waiting(rows),
        "figure": _figure(rows),
    }


def _whole_file(rows: list[LedgerRow]) -> Shown | None:
    """Return one card for a file that could not be read at all: the same for each of its functions; else None."""
    told = {(row.status, row.facts.stopped, row.facts.called, row.message) for row in rows}
    status, stopped, called, _ = next(iter(told))
    if len(rows) < 2 or len(told) > 1 or called or not status.may_be_of_the_file:
        return None
    if status is Status.ERROR and not stopped:
        return None
    return {**_check(rows[0]), "function": WHOLE_FILE, "score": ""}


def _check(row: LedgerRow) -> Shown:
    return {
        "function": row.check,
        "id": f"{row.lab}.{row.check}",
        "mark": mark(row.status),
        "words": labels.words_of(row),
        "score": SCORE.format(points=labels.number(row.points), total=labels.number(row.max_points)),
        "location": _location(row),
        "open": row.status.is_wrong,
        "facts": row.facts,
        # A row that comes without facts has its card as one text.
        "message": row.message if row.facts == NO_FACTS else "",
    }


def _waiting(rows: list[LedgerRow]) -> list[tuple[list[str], str]]:
    """Return what is to be said of functions that wait, and of those that have not been begun: `(names, sentence)`."""
    told: dict[tuple[tuple[str, str], str], list[str]] = {}
    for row in rows:
        if row.status is Status.BLOCKED and row.facts.waits_for:
            told.setdefault((wording.WAITS, row.facts.waits_for), []).append(row.check)
        elif row.status is Status.NOT_STARTED:
            told.setdefault((wording.NOT_BEGUN, ""), []).append(row.check)
    return [(names, said[len(names) > 1].format(function=function)) for (said, function), names in told.items()]


def _location(row: LedgerRow) -> str:
    line = row.facts.line
    return f"{row.lab}.py:{line}" if line else f"{row.lab}.py"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(set(words))) or "–"


def _figure(rows: list[LedgerRow]) -> Shown | None:
    """Return the drawing of a lab: the path of the first function that is not right, else the one with most steps."""
    walked = [(row, row.facts.path) for row in rows if row.facts.path and row.status is not Status.BLOCKED]
    if not walked:
        return None
    wrong = [(row, paths) for row, paths in walked if row.status is not Status.PASS]
    row, paths = wrong[0] if wrong else max(walked, key=lambda one: len(one[1].steps))
    contours = contour_map.contour_map_of(row.lab, row.check)
    if contours is None:
        return None
    return {**_drawing(contours, row.check, paths), "beside": row.status.is_wrong}


def _drawing(contours: ContourMap, function: str, paths: Paths) -> Shown:
    steps, right, yours, parted = paths.steps, paths.right, paths.yours, paths.parted
    right_line, right_gaps, right_dots = contours.drawn(steps, right)
    line, gaps, dots = contours.drawn(steps, yours)
    outside = next((step for step, point in zip(steps, yours, strict=False) if not contours.contains(point)), None)
    at = steps.index(parted) if parted in steps else None
    stands = [points[at] for points in (yours, right) if at is not None and at < len(points)]
    verdict = wording.PATH_SAME if parted is None else wording.PATH_PARTS.format(step=parted)
    said = [verdict]
    if outside is not None:
        said.append(wording.PATH_LEAVES.format(step=max(outside - 1, 0)))
    if gaps or right_gaps:
        said.append(wording.PATH_BETWEEN)
    return {
        "function": function,
        "map": contours,
        "size": tuple(getattr(contour_map, side) for side in ("WIDTH", "HEIGHT", "LEFT", "TOP", "RIGHT", "BOTTOM")),
        "title": wording.PATH_TITLE.format(function=function),
        "right": {"line": right_line, "gaps": right_gaps, "dots": right_dots},
        "yours": {"line": line, "gaps": gaps, "dots": dots},
        "rings": [contours.position(point) for point in stands if contours.contains(point)],
        "parted": "" if parted is None else wording.FIRST_PARTING,
        "said": " ".join(said),
        "alt": wording.PATH_ALT.format(
            first=contours.labels[0],
            second=contours.labels[1],
            start=_pair(right[0]),
            right_end=_pair(right[-1]),
            end=_pair(yours[-1]),
            verdict=" ".join(said),
        ),
    }


def _pair(point: Point) -> str:
    return f"({point[0]:.3g}, {point[1]:.3g})"
