"""`check("train_model")` in a notebook shows a card and returns the points."""

import atexit
import contextlib
import functools
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageProblem, or_usage_problem
from autograder.judge.grading import Grader
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Check, Lab, all_labs
from autograder.labs.notebook_cells import cells_for
from autograder.labs.pictures import pictures_of
from autograder.language import told
from autograder.student import wording
from autograder.student.board import verdict_mark, verdict_words
from autograder.student.card import card, place_of
from autograder.student.choice import find
from autograder.student.defects import tell, told_of
from autograder.student.ending import learnt, solution_for
from autograder.student.hints import next_hint
from autograder.student.html_card import page
from autograder.student.terminal import say
from autograder.student.wording import usage

if TYPE_CHECKING:  # a notebook has it, and who checks a file from elsewhere need not
    from IPython.core.interactiveshell import InteractiveShell

NOTEBOOK = "notebook"
# Set by `nbgrader validate`, for what it runs.
VALIDATING = "NBGRADER_VALIDATING"
RIGHT = wording.MARKS[Status.PASS]
# The latest verdicts in this kernel. At the end stand those of the last check, the first function last.
_latest: "dict[Check, Shown]" = {}


class Unusable(ValueError):
    """`check` cannot be called so. In a notebook this is its one line, without the frames that led to it."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@contextlib.contextmanager
def _in_one_line() -> Iterator[None]:
    __tracebackhide__ = True
    try:
        yield
    except UsageProblem as problem:
        raise Unusable(str(problem)) from None


def check(target: str, source: str | os.PathLike[str] | None = None, *, picture: bool = True) -> int:
    """Check what `target` names, show a card for each function, return the points: see `autograder.check`."""
    __tracebackhide__ = True
    with _in_one_line():
        lab, checks = _meant(target)
        verdicts = list(_verdicts(lab, checks, source))
    for shown in verdicts:
        output = rendered(shown, *(_picture(shown) if picture and shown.verdict.status.has_numbers else ()))
        _display(output)
        if os.environ.get(VALIDATING) and not shown.verdict.passed:  # of a cell that failed it shows this alone
            print(output["text/plain"], file=sys.stderr)
    was_whole = _is_whole(lab)
    for shown in reversed(verdicts):
        _latest.pop(shown.verdict.check, None)
        _latest[shown.verdict.check] = shown
    if _is_whole(lab) and not was_whole:
        _display(_ending(lab, picture))
    return sum(shown.verdict.points for shown in verdicts)


def hint(target: str = "") -> None:
    """Print a hint: see `autograder.hint`."""
    __tracebackhide__ = True
    with _in_one_line():
        verdict = _stuck_at(target)
        say(next_hint(verdict.check, verdict.misconception))


def solution(target: str) -> None:
    """Print the solution of a lab: see `autograder.solution`."""
    __tracebackhide__ = True
    with _in_one_line():
        lab, _ = _meant(target)
        verdicts = list(_verdicts(lab, lab.checks, None))
    text, why = solution_for(_grader(), [one.verdict for one in verdicts], verdicts[0].source, verdicts[0].path)
    if why:
        raise Unusable(why)
    print(text)


def _stuck_at(target: str) -> Verdict:
    """Return the verdict on what a hint is wanted for: without a target, on what was checked last and is not right."""
    if target:
        _, checks = _meant(target)
        found = [_latest[check].verdict if check in _latest else Verdict(check, Status.NOT_STARTED) for check in checks]
    else:
        found = [shown.verdict for shown in _latest.values() if shown.verdict.status.is_to_do][-1:]
    if len(found) != 1:
        raise UsageProblem(usage.HINT_NEEDS_NAME, example=all_labs()[0].checks[0].function)
    return found[0]


def _meant(target: object) -> tuple[Lab, tuple[Check, ...]]:
    """Return `(lab, checks)` of what a target names: see `find`."""
    if not isinstance(target, str):
        raise UsageProblem(usage.NOT_A_CHECK, example=all_labs()[0].checks[0].function)
    lab, checks = find(target)
    return lab, checks or lab.checks


class Shown:
    """A verdict with what its card needs: the path and the text of the source, and which cell each line is from."""

    def __init__(self, verdict: Verdict, path: str, source: bytes, places: Sequence[tuple[int, int]]) -> None:
        self.verdict, self.path, self.source = verdict, path, source
        self._line = (verdict.mishap and verdict.mishap.line) or verdict.line
        self._cell = places[self._line - 1] if 0 < self._line <= len(places) else None

    @property
    def place(self) -> str:
        """Where the student should look: a cell and its line, or a file and its line."""
        if self.path != NOTEBOOK:
            return place_of(self.verdict, self.path)
        return told(wording.CELL, cell=self._cell[0], line=self._cell[1]) if self._cell else ""

    @property
    def lines(self) -> list[str]:
        """What the card says below its head: nothing, where all is well."""
        verdict = self.verdict
        if verdict.passed:
            return []
        stuck = wording.STUCK_IN_NOTEBOOK if self.path == NOTEBOOK else wording.STUCK
        stuck = told(stuck, name=verdict.check.name)
        if verdict.status.is_idle:
            return [told(verdict.detail) or verdict_words(verdict), stuck]
        said = [line.removeprefix("  ") for line in card(verdict, self.path, self.source)[1:]]
        if self._cell:  # the student's own line is counted within its cell
            ours, theirs = f"{self._line} | ", f"{self._cell[1]} | "
            said = [theirs + line.removeprefix(ours) if line.startswith(ours) else line for line in said]
        return [*said, "", stuck]


def _verdicts(lab: Lab, checks: Sequence[Check], source: str | os.PathLike[str] | None) -> Iterator[Shown]:
    """Yield the verdict on each check, with what its card needs."""
    shell = _shell()
    history = shell.history_manager if shell is not None else None
    if source is None and history is not None:
        cells = cells_for([check.function for check in checks], history.input_hist_raw)
        there = [check for check in checks if check.function in cells.defined]
        name, data, places = NOTEBOOK, cells.source, cells.places
    else:
        path = lab.exercise if source is None else Path(source)
        with or_usage_problem(usage.NO_SUCH_SOURCE, path=path, lab=lab.name):
            name, data = str(path), path.read_bytes()
        there, places = list(checks), ()
    verdicts = dict(zip(there, _grade(lab, data, name, there), strict=True)) if there else {}
    for check in checks:
        detail = told(wording.NO_CELL, function=check.function)
        verdict = verdicts.get(check, Verdict(check, Status.MISSING, detail=detail))
        yield Shown(verdict, name, data, places)


def _grade(lab: Lab, data: bytes, name: str, checks: Sequence[Check]) -> list[Verdict]:
    grader = _grader()
    verdicts = grader.grade(lab.name, data, name, checks, practice=True)
    tell(told_of(verdict.defect) for verdict in verdicts)
    if any(not verdict.status.is_settled for verdict in verdicts):
        _grader.cache_clear()  # the next check gets new workers
        grader.close()
    return verdicts


@functools.cache
def _grader() -> Grader:
    """Return the one that stays warm for as long as the kernel lives."""
    grader = Grader()
    atexit.register(grader.close)
    return grader


def _shell() -> "InteractiveShell | None":
    """Return the IPython that runs us, or None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _display(output: dict[str, str]) -> None:
    if _shell() is None:
        say([output["text/plain"]])
        return
    from IPython.display import display

    display(output, raw=True)


def rendered(shown: Shown, title: str = "", png: bytes = b"") -> dict[str, str]:
    """Return a verdict as a notebook's output, by kinds: a card of HTML, with a picture if there is one, and plain text."""
    verdict, check = shown.verdict, shown.verdict.check
    score = told(wording.SCORE, points=verdict.points, total=check.points)
    side = " · ".join(filter(None, [shown.place, score]))
    return _output(verdict_mark(verdict), check.function, side, shown.lines, title, png)


def _output(sign: str, head: str, side: str, lines: Sequence[str], title: str = "", png: bytes = b"") -> dict[str, str]:
    alt = told(wording.ALT_TEXT, title=told(title))
    html = page(sign, head, side, lines, passed=sign == RIGHT, picture=png, alt=alt)
    plain = "\n".join([f"{sign} {head:<30} {side}", *(f"  {line}".rstrip() for line in lines)])
    return {"text/html": html, "text/plain": plain}


def _is_whole(lab: Lab) -> bool:
    return all(check in _latest and _latest[check].verdict.passed for check in lab.checks)


def _ending(lab: Lab, picture: bool) -> dict[str, str]:
    """Return what is shown at the end of a lab, by kinds."""
    pictures = pictures_of(lab.name)[: int(picture)]
    drawn = _picture(_latest[lab.check(pictures[0].function)]) if pictures else ("", b"")
    lines = [*learnt(lab), told(wording.END_COMPARE_IN_NOTEBOOK, lab=lab.name)]
    return _output(RIGHT, told(lab.title), told(wording.SCORE, points=lab.points, total=lab.points), lines, *drawn)


def _picture(shown: Shown) -> tuple[str, bytes]:
    """Return the title and the PNG of a function's first picture, both empty where there is none."""
    check = shown.verdict.check
    pictures = pictures_of(check.lab, check.function)
    if not pictures:
        return "", b""
    from autograder.student.pictures import renderer

    status, pairs = _grader().trace_pairs(check, pictures[0].probe, shown.source, shown.path)
    return pictures[0].title, b"" if status else renderer.rendered(pictures[0], pairs)
