"""`gradkit override`: what a person decides over a verdict, which stays what it is, and the log of what was decided."""

import contextlib
import getpass
import math
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from autograder import errors
from autograder.errors import UsageProblem, WholeProblem
from autograder.student.choice import find
from autograder.student.terminal import complain, say
from autograder.teaching import wording
from autograder.teaching.exports import export_again
from autograder.teaching.files import write_files
from autograder.teaching.grades.choice import chosen, known
from autograder.teaching.grades.grade import Grade, grades_in
from autograder.teaching.grades.overrides import Action, Override, in_force, overrides_of, since, verdict_of
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.pages.loading import rows_of
from autograder.teaching.rows import LedgerRow
from autograder.text import one_line


def override(options: Namespace) -> int:
    """Run the command; return the exit status."""
    folder, action = Path(options.folder), _action(options)
    if not (folder / LEDGER).is_file():
        raise UsageProblem(wording.NO_REPORT_ROWS, path=folder)
    with _told_in_one_line(folder):
        if action is None:
            say(_log(options, folder))
            return 0
        with Ledger(folder) as ledger:
            _decide(options, action, ledger, folder)
    return 0


def _action(options: Namespace) -> Action | None:
    """Return what is to be decided; None where the log is asked for. Raises `UsageProblem`."""
    chosen = {Action.POINTS: options.points is not None, Action.EXCUSE: options.excuse, Action.UNDO: options.undo}
    action = next((action for action, is_chosen in chosen.items() if is_chosen), None)
    if options.points is not None:
        options.points = _points(options.points)
    if action is None and options.because is not None:
        raise UsageProblem(wording.NOTHING_DECIDED)
    if action and not options.target:
        raise UsageProblem(wording.DECIDED_OF_NOTHING, folder=options.folder)
    if action and not one_line(options.because or ""):
        raise UsageProblem(wording.WITHOUT_A_REASON)
    return action


def _points(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 <= (points := float(text)) < math.inf:
            return points
    raise UsageProblem(wording.NOT_POINTS, value=text)


def _decide(options: Namespace, action: Action, ledger: Ledger, folder: Path) -> None:
    """Write an entry into the log, and everything that is read of the class anew."""
    lab, function = _target(options.target)
    before = chosen(grades_in(folder, rows_of(folder)), options.student, lab, folder)
    rows = [row for row in before.rows if function in ("", row.check)]
    if not rows:
        raise WholeProblem(wording.NOT_GRADED, student=before.student, name=f"{lab}.{function}", names=lab)
    if action is Action.UNDO and function not in {one.check for one in before.overrides}:
        raise WholeProblem(wording.NOTHING_TO_UNDO, folder=folder, student=before.student, name=options.target)
    status, points, file = verdict_of(rows)
    entry = Override(
        number=0,
        given_at=datetime.now(UTC).isoformat(timespec="seconds"),
        given_by=_user(),
        student=before.student,
        lab=lab,
        check=function,
        action=action,
        points=options.points,
        because=one_line(options.because),
        status=status,
        points_then=points,
        file=file,
        terms=rows[0].terms,
    )
    ledger.decide(entry)
    write_files(ledger, folder, ledger.settings.missing())
    (after,) = (one for one in grades_in(folder, ledger.rows()) if (one.student, one.lab) == (entry.student, lab))
    most = sum(row.max_points for row in rows)
    say([_outcome(entry, most, before, after)])
    if (entry.points or 0) > most:
        complain(wording.ABOVE_MAXIMUM.format(points=f"{entry.points:g}", most=f"{most:g}"))
    say(f"  {path}" for path in export_again(folder, ledger.rows()))


def _outcome(entry: Override, most: float, before: Grade, after: Grade) -> str:
    undone = entry.action is Action.UNDO
    return wording.DECIDED.format(
        student=one_line(entry.student),
        name=entry.name,
        what=wording.VERDICT_COUNTS if undone else entry.what,
        status=entry.status,
        points=f"{entry.points_then:g}",
        most=f"{most:g}",
        lab=entry.lab,
        before=_score(before),
        after=_score(after, wording.OF_POINTS),
    )


def _score(grade: Grade, sentence: str = "{points}") -> str:
    if grade.excused:
        return wording.EXCUSED
    return sentence.format(points="–" if grade.score is None else f"{grade.score:g}", most=f"{grade.most:g}")


def _log(options: Namespace, folder: Path) -> Iterator[str]:
    """Yield the log, a line each: of everybody, of a student, or of one lab or function of theirs."""
    grades, log = grades_in(folder, rows_of(folder)), overrides_of(folder)
    of_lab = {(grade.student, grade.lab): grade.rows for grade in grades}
    lab, function = _target(options.target) if options.target else ("", "")
    counts, found = {one.number for one in in_force(log)}, False
    for one in log:
        if options.student in (None, one.student) and lab in ("", one.lab) and function in ("", one.check):
            found = True
            yield _entry(one, of_lab.get((one.student, one.lab), ()), counts=one.number in counts)
    if not found and lab:
        chosen(grades, options.student, lab, folder)
    elif not found and options.student:
        known(options.student, grades, folder)
    if not found:
        yield wording.NOTHING_OVERRIDDEN


def _entry(one: Override, rows: Sequence[LedgerRow], *, counts: bool) -> str:
    details = {"student": one_line(one.student), "by": one_line(one.given_by), "because": one_line(one.because)}
    line = wording.LOG_ENTRY.format(number=one.number, at=one.given_at, name=one.name, what=one.what, **details)
    remark = "" if one.action is Action.UNDO else since(one, rows) if counts else wording.NOT_IN_FORCE
    return f"{line} ({remark})" if remark else line


def _target(text: str) -> tuple[str, str]:
    """Return a lab and a function, "" for the lab as a whole. Raises `UsageProblem`."""
    lab, checks = find(text)
    return lab.name, checks[0].function if checks else ""


@contextlib.contextmanager
def _told_in_one_line(folder: Path) -> Iterator[None]:
    """Raise `UsageProblem` for what may become of a ledger and the files beside it."""
    try:
        yield
    except errors.LedgerInUse:
        raise UsageProblem(wording.LEDGER_IN_USE_NOW, folder=folder) from None
    except errors.LedgerUnusable as problem:
        raise UsageProblem(wording.NO_DECISION, folder=folder, reason=problem) from None
    except OSError as problem:
        raise UsageProblem(wording.DECIDED_AND_UNWRITTEN, folder=folder, reason=problem.strerror) from None


def _user() -> str:
    try:
        return one_line(getpass.getuser())
    except (KeyError, OSError, ImportError):  # a container's user has a number, and may have no name
        return wording.NAMELESS_USER
