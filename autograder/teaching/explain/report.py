"""The document about a verdict: all of it for an instructor, and what is nobody's secret for a student."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import autograder
from autograder.judge.judging import promise_of
from autograder.judge.tolerance import FLOOR, MULTIPLE
from autograder.judge.verdict import Verdict
from autograder.labs.catalogue import lab_named
from autograder.language import told
from autograder.student import wording as students
from autograder.student.board import lab_line, status_words
from autograder.student.rows import Row
from autograder.teaching.explain import wording
from autograder.teaching.explain.cases import section_of
from autograder.teaching.explain.code import numbered_lines
from autograder.teaching.explain.document import Code, Document, Pairs, Section
from autograder.teaching.explain.evidence import NO_EVIDENCE, Evidence
from autograder.teaching.explain.reasons import why
from autograder.teaching.grades.grade import Grade
from autograder.teaching.grades.overrides import Override, since
from autograder.teaching.ledger.fingerprint import Fingerprint
from autograder.teaching.limits import limits_in
from autograder.teaching.pages import wording as pages
from autograder.teaching.pages.given import given_of
from autograder.teaching.pages.names import number, shown_name
from autograder.teaching.rows import LedgerRow
from autograder.teaching.wording import CHANGED
from autograder.text import plain, printable, said
from autograder.trace import Mishap


@dataclass(frozen=True)
class Explained:
    """A verdict in the ledger and all that is known of it: `row` is one of the `grade`, `source` the file, None for none.

    `today` is the verdict just now, None where there was nothing to run, `lab` those on all functions of the file.
    `fingerprint` is what the one in the ledger rests on, and `changed` are the fields of it that have changed since.
    """

    grade: Grade
    row: LedgerRow
    source: bytes | None
    today: Verdict | None = None
    lab: tuple[Verdict, ...] = ()
    evidence: Evidence = NO_EVIDENCE
    fingerprint: Fingerprint | None = None
    changed: tuple[str, ...] = ()

    @property
    def head(self) -> tuple[str, str]:
        """Whose check it is, and which."""
        return shown_name(self.grade.person.name), f"{self.row.lab}.{self.row.check}"

    @property
    def is_another(self) -> bool:
        """Whether the verdict today is another than the one in the ledger."""
        return self.today is not None and _essence(Row.of(self.today, self.row.student, "")) != _essence(self.row)

    @property
    def file(self) -> str:
        """What the student calls the file."""
        return printable(self.row.filename) or f"{self.row.lab}.py"


def _essence(row: Row) -> tuple[object, ...]:
    return row.status, row.points, row.max_points, row.misconception


def for_instructor(explained: Explained, what_the_student_reads: str) -> Document:
    """Return everything, in English but for what the student reads."""
    row, today = explained.row, explained.today
    sections = [_reading(wording.WHAT_THE_STUDENT_READS, what_the_student_reads)]
    if today and explained.source is not None:
        title = wording.LINES.format(file=explained.file)
        if today.status.is_settled:
            sections.append(why(today, explained.evidence))
        sections += [_lines(title, explained, _stopped(today))]
        count = len(explained.evidence.results)
        for result in explained.evidence.results:
            sort = wording.PUBLISHED if result.case.published else wording.FRESH
            place = {"number": result.number, "count": count, "sort": sort, "became": "{became}"}
            sections.append(section_of(result, wording.CASE.format(**place)))
        sections.append(_reading(wording.PRINTED, plain(told(today.printed))))
    sections.append(Section(wording.HOW, (Pairs(tuple(_how(explained))),)))
    earlier = [wording.EARLIER] if explained.grade.is_of_earlier else []
    return Document(
        *explained.head,
        (in_words(row), *_again(explained), *_by_hand(explained), *earlier),
        tuple(section for section in sections if section.blocks),
    )


def for_student(explained: Explained, what_the_student_reads: str) -> Document:
    """Return what a student may know, in the language that is spoken: nothing about inputs that are not shown."""
    verdict, row = explained.today, explained.row
    words = status_words(verdict.status, verdict.waits_for) if verdict else status_words(row.status)
    score = told(students.SCORE, points=number(row.points), total=number(row.max_points))
    blocks = [what_the_student_reads] if what_the_student_reads else []
    sections = [Section("", tuple(blocks))]
    if verdict and explained.source is not None:
        sections.append(_lines(told(pages.OWN_LINES), explained, verdict.mishap))
        published = [result for result in explained.evidence.results if result.case.published]
        for result in published:
            sentence = pages.TUTORIALS_CASE if len(published) == 1 else pages.TUTORIALS_CASES
            place = {"number": result.number, "count": len(published), "became": "{became}"}
            sections.append(section_of(result, told(sentence, **place)))
        if verdict.passed and len(explained.evidence.results) > len(published):
            sections.append(Section("", (told(pages.RIGHT_TOO),)))
        sections.append(_reading(told(students.PRINTED), plain(told(verdict.printed))))
    by_hand = given_of(replace(explained.grade, overrides=_decided(explained)))
    return Document(
        *explained.head, (f"{words}, {score}", *by_hand), tuple(section for section in sections if section.blocks)
    )


def _reading(title: str, text: str) -> Section:
    return Section(title, (text.rstrip(),) if text.strip() else ())


def in_words(row: Row, waits_for: str = "") -> str:
    """Return a verdict in a line: "not right yet, no-zero-grad, 0 of 5 points"."""
    points = {"points": number(row.points), "most": number(row.max_points)}
    words = status_words(row.status, waits_for or (row.facts.waits_for if isinstance(row, LedgerRow) else ""))
    if row.misconception:
        return wording.WITH_NAME.format(words=words, name=row.misconception, **points)
    return wording.WITHOUT_NAME.format(words=words, **points)


def _again(explained: Explained) -> Iterator[str]:
    """Say what the verdict is today, and what has changed since the one in the ledger was given."""
    row, today = explained.row, explained.today
    if today is None:
        yield wording.NOTHING_TO_RUN
        return
    changed = ", ".join(told(CHANGED[name]) for name in explained.changed)
    if not today.status.is_settled:
        yield wording.COULD_NOT_BE_RUN.format(detail=str(today.defect) if today.defect else told(today.detail))
    elif not explained.is_another:
        yield wording.SAME_THOUGH.format(changed=changed) if changed else wording.SAME
        return
    else:
        now = in_words(Row.of(today, row.student, ""), today.waits_for)
        yield wording.OTHER.format(now=now, then=in_words(row))
    if changed:
        yield wording.SINCE.format(changed=changed)
    elif today.status.is_settled:
        levels = {"level_before": row.isolation, "level_now": today.isolation}
        allowed = _limit_of(explained)
        yield wording.OTHER_UNCHANGED.format(before=row.seconds, now=today.seconds, allowed=allowed, **levels)


def _by_hand(explained: Explained) -> Iterator[str]:
    """Say what people decided over a verdict, or over the whole lab, and where it was over another verdict."""
    for one in _decided(explained):
        changed = since(one, explained.grade.rows)
        told_since = f" ({changed})" if changed else ""
        what = {"name": one.name, "what": one.what, "who": one.given_by, "when": one.given_at, "why": one.because}
        yield said(wording.BY_HAND, **what, since=told_since)


def _decided(explained: Explained) -> tuple[Override, ...]:
    return tuple(one for one in explained.grade.overrides if one.check in ("", explained.row.check))


def _limit_of(explained: Explained) -> float:
    return limits_in(explained.fingerprint.limits if explained.fingerprint else "").seconds


def _lines(title: str, explained: Explained, stopped: Mishap | None) -> Section:
    """Return the function's lines, the one marked at which it stopped or was still at work."""
    is_compiled = bool(explained.today and explained.today.traces)
    lines = numbered_lines(explained.source or b"", explained.row.check, is_compiled=is_compiled)
    return Section(title, (Code(tuple(lines), stopped.line if stopped else 0),))


def _stopped(verdict: Verdict) -> Mishap | None:
    """Return what stopped a check, whatever students are told of that."""
    return next((trace.mishap for trace in verdict.traces if trace.mishap), verdict.mishap)


def _how(explained: Explained) -> Iterator[tuple[str, str]]:
    row, today, rests_on = explained.row, explained.today, explained.fingerprint
    if explained.grade.person.name != row.student:
        yield wording.ID, printable(row.student)
    yield wording.FILE, explained.file
    yield from _times(explained.grade)
    for label, text in ((wording.NOTE, row.note), (wording.IN_DOWNLOAD, row.came_as)):
        if text:
            yield label, printable(text)
    if explained.source is not None:
        yield wording.DIGEST, row.file
    if rests_on and today:
        if not promise_of(today.check):
            relative, absolute = FLOOR
            allowed = {"relative": relative, "absolute": absolute, "multiple": MULTIPLE}
            yield wording.TOLERANCE, wording.TOLERANCE_IS.format(**allowed)
        yield wording.SEED, rests_on.seed
        yield wording.DEVICE, today.device
        yield wording.ISOLATION, wording.THEN_AND_NOW.format(then=row.isolation, now=today.isolation)
        yield wording.SECONDS, wording.THEN_AND_NOW.format(then=f"{row.seconds:.3f}", now=f"{today.seconds:.3f}")
        # The source's is one of code and one of files.
        yield wording.LIMITS, " ".join(dict.fromkeys(rests_on.limits.split()))
        yield wording.KIT, wording.THEN_AND_NOW.format(then=rests_on.kit.split()[0], now=autograder.__version__)
        yield wording.OTHERS, lab_line(lab_named(row.lab), explained.lab)


def _times(grade: Grade) -> Iterator[tuple[str, str]]:
    """Say when a lab was handed in and due, what that cost, and what it counts."""
    if grade.handed_in:
        yield wording.HANDED_IN, f"{grade.handed_in:%Y-%m-%d %H:%M}"
    if grade.due:
        yield wording.DUE, f"{grade.due:%Y-%m-%d %H:%M}"
    if grade.may_be_late:
        yield wording.LATE, "yes"
    if grade.score is not None:
        counts = {"score": number(grade.score), "most": number(grade.most), "penalty": number(grade.penalty)}
        yield wording.THE_LAB, (wording.COUNTS_LATE if grade.penalty else wording.COUNTS).format(**counts)
