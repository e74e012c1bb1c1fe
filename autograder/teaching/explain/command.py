"""`gradkit explain`: find a verdict in the ledger, have its file run again as it was, and say or write all about it."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import DeviceMissing, LedgerUnusable, OracleLost, UsageProblem, WholeProblem, or_usage_problem
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Check
from autograder.language import in_english
from autograder.student.card import message
from autograder.student.choice import checked_device, find
from autograder.student.defects import tell, told_of
from autograder.student.terminal import complain, hear_ctrl_c, say
from autograder.student.wording.usage import NO_SUCH_DEVICE
from autograder.teaching import wording as instructors
from autograder.teaching.explain import wording
from autograder.teaching.explain.document import Document, as_text
from autograder.teaching.explain.evidence import NO_EVIDENCE, Evidence, evidence_of
from autograder.teaching.explain.page import page_of
from autograder.teaching.explain.report import Explained, for_instructor, for_student
from autograder.teaching.grades.choice import chosen
from autograder.teaching.grades.grade import Grade, grades_of
from autograder.teaching.grades.overrides import overrides_of
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger import fingerprint as today
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.fingerprint import FIELDS, Fingerprint
from autograder.teaching.ledger.reading import earlier_rows, kept_of, people_of, policy_of
from autograder.teaching.limits import limits_in
from autograder.teaching.pages.loading import rows_of
from autograder.teaching.pages.write import is_ours
from autograder.teaching.rows import LedgerRow
from autograder.teaching.whole_files import replacing


def explain(options: Namespace) -> int:
    """Run the command; return its exit status: 1 where the file could not be run again through our own fault."""
    hear_ctrl_c()
    check = _check(options.check)
    path = _path(options.html)
    folder = Path(options.folder)
    try:
        grade = chosen(_grades(folder), options.student, check.lab, folder)
        explained = _explained(folder, grade, check, accept_weak=options.accept_weak_isolation)
    except LedgerUnusable as problem:
        raise WholeProblem(instructors.BROKEN_RESULTS, path=folder / LEDGER, reason=problem, folder=folder) from None
    _show(explained, options.for_student, path)
    if explained.today and explained.today.defect:
        tell([told_of(explained.today.defect)])
    if explained.today and not explained.today.status.is_settled:
        return 1
    if explained.is_another:
        complain(wording.OTHER_VERDICT if explained.changed else wording.OTHER_VERDICT_UNCHANGED)
    return 0


def _show(explained: Explained, is_for_student: bool, path: Path | None) -> None:
    """Print the document, or write it as a page, and then its path."""
    verdict = explained.today
    reads = explained.row.message if verdict is None else "" if verdict.passed else message(verdict)
    if is_for_student:
        _put(for_student(explained, reads), path, is_for_student=True)
        return
    with in_english():
        _put(for_instructor(explained, reads), path, is_for_student=False)


def _put(document: Document, path: Path | None, *, is_for_student: bool) -> None:
    if path is None:
        say(as_text(document))
        return
    with or_usage_problem(wording.CANNOT_WRITE, path=path), replacing(path) as file:
        file.write(page_of(document, is_for_student=is_for_student))
    print(path)


def _check(name: str) -> Check:
    lab, checks = find(name)
    if not checks and len(lab.checks) > 1:
        names = ", ".join(check.name for check in lab.checks)
        raise UsageProblem(wording.ONE_FUNCTION, name=lab.name, names=names)
    return (checks or lab.checks)[0]


def _path(name: str | None) -> Path | None:
    """Return where a page is to go, if it may: in the place of nothing that is not a page of ours."""
    if name is None:
        return None
    path = Path(name)
    if not path.parent.is_dir():
        raise UsageProblem(wording.NO_FOLDER, path=path.parent)
    with or_usage_problem(wording.CANNOT_WRITE, path=path):
        if path.exists() and not is_ours(path):
            raise UsageProblem(wording.FOREIGN_FILE, path=path)
    return path


def _grades(folder: Path) -> list[Grade]:
    if not (folder / LEDGER).is_file():
        raise UsageProblem(wording.NO_LEDGER, folder=folder)
    rows = [*rows_of(folder), *earlier_rows(folder)]
    return grades_of(rows, people_of(folder), policy_of(folder), overrides_of(folder))


def _explained(folder: Path, grade: Grade, check: Check, *, accept_weak: bool) -> Explained:
    row = next((row for row in grade.rows if row.check == check.function), None)
    if row is None:
        raise WholeProblem(instructors.NOT_GRADED, student=grade.student, name=check.name, names=check.lab)
    source, rests_on = kept_of(folder, row)
    if source is None and row.status in (Status.MISSING, Status.REFUSED):
        return Explained(grade, row, None)
    if source is None or rests_on is None:
        raise WholeProblem(wording.NOT_KEPT, student=row.student, folder=folder)
    verdicts, evidence = _run_again(folder, row, check, source, rests_on, accept_weak=accept_weak)
    verdict = next(verdict for verdict in verdicts if verdict.check == check)
    return Explained(grade, row, source, verdict, tuple(verdicts), evidence, rests_on, tuple(_changed(row, rests_on)))


def _run_again(
    folder: Path, row: LedgerRow, check: Check, source: bytes, rests_on: Fingerprint, *, accept_weak: bool
) -> tuple[list[Verdict], Evidence]:
    """Have a file graded as it was: with the ledger's seed, device and limits, all its functions together."""
    try:
        limits = limits_in(rests_on.limits)
    except ValueError:
        raise UsageProblem(wording.LIMITS_UNREADABLE, folder=folder, limits=repr(rests_on.limits)) from None
    task = Task(row.student, row.lab, source, row.filename or f"{row.lab}.py")
    with Pool(Settings(checked_device(row.device), row.seed, limits), 1) as pool:
        if pool.level == "C" and not accept_weak:
            raise UsageProblem(instructors.WEAK_ISOLATION, missing="; ".join(pool.missing))
        try:
            ((_, verdicts),) = pool.verdicts([task])
            verdict = next(verdict for verdict in verdicts if verdict.check == check)
            return verdicts, evidence_of(verdict, pool.answers)
        except DeviceMissing as problem:
            raise UsageProblem(NO_SUCH_DEVICE, name=problem) from None
        except OracleLost:
            return verdicts, NO_EVIDENCE


def _changed(row: LedgerRow, rests_on: Fingerprint) -> Iterator[str]:
    """Yield the fields of a fingerprint that are others today. Seed, device and limits are those of the ledger again."""
    now = {"lab_files": today.lab(row.lab), "solution": today.solution(row.lab), "kit": today.kit()}
    return (name for name in FIELDS if name in now and now[name] != getattr(rests_on, name))
