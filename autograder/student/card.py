"""The card of one check that has not passed: what was called, expected and got, one sentence, where to look."""

import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.judge.compare import Difference
from autograder.judge.verdict import Status, TracePair, Verdict
from autograder.labs.misconceptions import misconceptions_of
from autograder.language import told
from autograder.source import source_lines
from autograder.student import wording
from autograder.student.calls import called, held
from autograder.student.pictures.reading import difference_in
from autograder.student.wording import differences, exceptions
from autograder.text import plain, shortened
from autograder.trace import LOSSES, Counted, Measure, Mishap, MishapKind, show

PRINTED_LINES = 10
# How much of a student's line is quoted. A caret further to the right would stand in another line of the terminal.
CARET_LIMIT, LINE_LIMIT = 100, 200


@dataclass(frozen=True)
class ShownDifference:
    """Where the numbers part, as it is shown: `arithmetic` is "float32, cpu", in what and on what they were computed.

    It is "" of plain numbers; `allowed` is "" where no number lies beside the right one.
    """

    what: str
    settled: tuple[str, ...]
    expected: str
    got: str
    allowed: str
    arithmetic: str
    relation: str


def place_of(verdict: Verdict, path: str) -> str:
    """Return "exercises/slope_and_bias.py:21", or the path alone where no line is known."""
    line = (verdict.mishap and verdict.mishap.line) or verdict.line
    return f"{path}:{line}" if line else path


def card(verdict: Verdict, path: str, source: bytes = b"", title: str = "") -> list[str]:
    """Return the lines of a verdict's card.

    `path` is the student's file as they would type it, `source` what is in it. `title` is the function, if not given.
    """
    head = f"{title or verdict.check.function:<48} {place_of(verdict, path)}".rstrip()
    own, said = _own_lines(verdict, source), sentences(verdict, _quoted(verdict, source))
    lines = (*called(verdict), *own, *_facts(verdict), *said, *held(verdict), *_output(verdict))
    return [head, *(f"  {line}" for line in lines)]


def message(verdict: Verdict) -> str:
    """Return the card's substance as one text, for tables and files."""
    return "\n".join((*called(verdict), *_facts(verdict), *sentences(verdict), *held(verdict)))


def _own_lines(verdict: Verdict, source: bytes) -> list[str]:
    """Quote the student's own line at which an exception left their file, with a caret where the compiler stopped."""
    if not (quoted := _quoted(verdict, source)):
        return []
    mishap = verdict.mishap
    number = f"{mishap.line} | " if mishap else ""
    lines = [f"{number}{plain(quoted)}"]
    if mishap and 0 < mishap.column <= min(len(quoted) + 1, CARET_LIMIT):
        # What is a tab above stays one below: a terminal makes both equally wide.
        blank = re.sub(r"[^\t]", " ", quoted[: mishap.column - 1])
        lines.append(f"{' ' * len(number)}{blank}^")
    return lines


def _quoted(verdict: Verdict, source: bytes) -> str:
    line = verdict.mishap.line if verdict.mishap else 0
    lines = source_lines(source) if line else []
    return told(shortened(lines[line - 1], LINE_LIMIT)) if 0 < line <= len(lines) else ""


def _facts(verdict: Verdict) -> list[str]:
    if verdict.mishap:
        return [f"✗ {stop}"] if (stop := stopped_by(verdict)) else []
    if (shown := shown_difference(verdict)) is None:
        return []
    lines = [*(f"✓ {fact}" for fact in shown.settled), f"✗ {shown.what}", _labelled(wording.EXPECTED, shown.expected)]
    lines.append(_labelled(wording.GOT, f"{shown.got}{'   ' + shown.relation if shown.relation else ''}"))
    if not shown.allowed:
        return lines
    arithmetic = f"     ({shown.arithmetic})" if shown.arithmetic else ""
    return [*lines, _labelled(wording.ALLOWED, f"{shown.allowed}{arithmetic}")]


def _labelled(label: str, text: str) -> str:
    """Return a line in which texts of several lines stand below each other."""
    return f"    {told(label):<11} {text}"


def shown_difference(verdict: Verdict) -> ShownDifference | None:
    """Return where the numbers part; None where nothing was compared."""
    difference = verdict.difference
    if difference is None or verdict.mishap:
        return None
    what = told(difference.what)
    if difference.kind in differences.OF_WHAT:
        what = told(differences.OF_WHAT[difference.kind], what=what)
    quantity = difference.quantity
    if (quantity.measure, quantity.counted) == (Measure.GRADIENT, Counted.STEP) and not verdict.misconception:
        what = told(differences.TAKEN_OFF, step=quantity.step, of=f"{quantity.of}{list(difference.index) or ''}")
    expected, got = pair_of(difference)
    allowed = f"±{difference.allowed:.2g}" if difference.kind == "value" else ""
    case = verdict.case
    arithmetic = f"{case.dtype}, {verdict.device}" if case and case.arrays else ""
    settled = tuple(map(told, difference.settled))
    return ShownDifference(what, settled, expected, got, allowed, arithmetic, told(verdict.relation))


def pair_of(difference: Difference) -> tuple[str, str]:
    """Return `(expected, got)` as they are shown."""
    if difference.kind == "value":
        return show(difference.expected, difference.got), show(difference.got, difference.expected)
    if difference.kind == "flag":
        truths = told(differences.TRUE), told(differences.FALSE)
        return truths if difference.expected else truths[::-1]
    got = told(wording.NOTHING) if difference.got is None else _as_text(difference.got)
    return _as_text(difference.expected), got


def _as_text(value: object) -> str:
    return told(value) if isinstance(value, str) else str(value)


def stopped_by(verdict: Verdict) -> str:
    """Return "NameError: …" for what stopped a check, without the text where that could carry hidden inputs home.

    "" where nothing did, for a file that was refused, and where the time was over: sentences say that.
    """
    mishap = verdict.mishap
    if mishap is None or mishap.kind in (MishapKind.REFUSED, MishapKind.TIMEOUT):
        return ""
    is_unfit = mishap.kind is MishapKind.UNFIT
    if verdict.hides_inputs:
        name = _known(mishap.what) or told(exceptions.HIDDEN_NAME)
        return told(exceptions.HIDDEN_UNFIT) if is_unfit else f"{name}: {told(exceptions.HIDDEN_TEXT)}"
    if mishap.what == "MissingFunction":
        return told(exceptions.MISSING_FUNCTION, name=plain(mishap.text))
    said = f"{plain(told(mishap.what))}: {plain(told(mishap.text))}"
    return said if is_unfit else said.rstrip(": ")


def _known(name: str) -> str:
    """Return the name of one of Python's own exceptions, "" for any other: a student's can be called what it likes."""
    found = getattr(builtins, name, None)
    return name if isinstance(found, type) and issubclass(found, BaseException) else ""


def sentences(verdict: Verdict, quoted: str = "") -> list[str]:
    """Return what a teacher would say: the question of a named mistake, or what became of the function.

    `quoted` is the student's line at which it stopped, where it is at hand.
    """
    return [told(sentence) for sentence in _sentences(verdict, quoted)]


def _sentences(verdict: Verdict, quoted: str) -> list[str]:
    if verdict.as_given:
        return [wording.AS_GIVEN]
    mishap = verdict.mishap
    if verdict.status in wording.STOPPED_BY:
        return _stopped(verdict, quoted)
    if verdict.misconception:
        known = misconceptions_of(verdict.check.lab).get(verdict.misconception)
        return [known.question if known else differences.UNNAMED]
    if mishap and mishap.kind is MishapKind.UNFIT:
        what = "(all)" if mishap.what == verdict.check.function else "(part)"
        return [_first_of(exceptions.UNFIT_VALUES, f"{what} {mishap.text}", exceptions.UNFIT)]
    if mishap and mishap.kind is MishapKind.UNFINISHED:
        return [exceptions.UNFINISHED]
    if verdict.status is Status.ERROR and mishap and mishap.what != "MissingFunction":
        return [_explained(verdict, mishap, quoted), *([exceptions.IMPORT_FAILED] if verdict.fails_on_import else [])]
    if verdict.status is not Status.FAIL:
        return []
    said = _unnamed(verdict, verdict.difference) if verdict.difference else ""
    # With a counterexample below, that is what is to be worked out.
    return [] if not said or (verdict.counterexample and said == differences.UNNAMED) else [said]


def _stopped(verdict: Verdict, quoted: str) -> list[str]:
    """Return what is said of a function whose process had no answer."""
    mishap, status = verdict.mishap, verdict.status
    sentence, where = wording.STOPPED_BY[status], ""
    if status is Status.INFRA and verdict.defect:
        sentence = wording.DEFECTIVE
    elif status is Status.TIMEOUT and mishap and mishap.line:
        sentence = wording.STILL_RUNNING.get(mishap.what, wording.STILL_RUNNING[""])
        where = told(wording.HERE) if quoted else told(wording.IN_LINE, line=mishap.line)
    refusal = mishap.text if status is Status.REFUSED and mishap and not verdict.hides_inputs else ""
    said = told(sentence, seconds=verdict.seconds, detail=plain(told(verdict.detail or refusal)), where=where)
    is_all = status is Status.TIMEOUT and verdict.fails_on_import
    return [said, exceptions.IMPORT_FAILED] if is_all else [said]


def _unnamed(verdict: Verdict, difference: Difference) -> str:
    """Return what can be said of a difference that no known mistake makes: it follows from what differs, and how."""
    quantity = difference.quantity
    if difference.kind == "value":
        return _of_a_value(verdict, difference)
    if verdict.kinship:
        return differences.OF_KIN[verdict.kinship]
    is_of_a_loop = quantity.measure in (Measure.LOSS, Measure.PARAMETER) or quantity.counted is Counted.UPDATES
    if difference.kind == "count" and is_of_a_loop:
        return differences.RETURNS_IN_LOOP if difference.got == 1 < difference.expected else differences.COUNT_OF_A_LOOP
    if difference.kind == "shape":
        return _of_a_shape(difference, verdict.trace_pair)
    general = difference.ask or differences.UNNAMED_OF_KIND[difference.kind]
    return _first_of(differences.FLAGS, difference.what, general) if difference.kind == "flag" else general


def _of_a_value(verdict: Verdict, difference: Difference) -> str:
    (_, measure, _, counted), got = difference.quantity, difference.got
    if not np.isfinite(got):
        return differences.NOT_FINITE
    if measure is Measure.ARGUMENT:
        return differences.ARGUMENT_CHANGED
    if (measure, counted, got) == (Measure.GRADIENT, Counted.NOTHING, 0):
        return differences.NO_WAY_BACK
    if verdict.kinship:
        return differences.OF_KIN[verdict.kinship]
    if got == 0:
        return differences.IS_ZERO
    general = differences.UNNAMED if verdict.case and verdict.case.published else differences.UNNAMED_FRESH
    return _of_a_descent(verdict, difference) or general


def _of_a_shape(difference: Difference, pair: TracePair | None) -> str:
    """Return what makes one shape of another, as far as their lengths tell."""
    expected, got = difference.expected, difference.got
    others = [entry for entry in pair.right.entries if entry.kind in ("tensor", "grid")] if pair else []
    kinds = {
        "not reduced": not expected,
        "reduced": not got,
        "axis of one": [size for size in expected if size != 1] == [size for size in got if size != 1],
        "turned": expected[::-1] == got,
        "another": any(entry.value.shape == got and entry.quantity != difference.quantity for entry in others),
        "more axes": len(got) > len(expected),
        "fewer axes": len(got) < len(expected),
    }
    kind = next((kind for kind, is_so in kinds.items() if is_so), "")
    return differences.SHAPES.get(kind, differences.UNNAMED_OF_KIND["shape"])


def _of_a_descent(verdict: Verdict, difference: Difference) -> str:
    """Return where a descent leaves its way, as far as its right numbers tell; "" of what is no descent.

    The first difference is the first in time: what belongs to an earlier step is right.
    """
    (_, measure, _, counted), step = difference.quantity, difference.step
    if measure is Measure.LOSS and counted is Counted.EPOCH:
        return differences.FIRST_EPOCH if step == 1 else told(differences.LATER_EPOCH, last=step - 1, step=step)
    if measure is Measure.LOSS and counted is Counted.PLACE:
        return differences.FIRST_LOSS if step == 1 else told(differences.LATER_LOSS, last=step - 1, step=step)
    if measure is Measure.GRADIENT and counted is Counted.STEP:
        return differences.FIRST_GRADIENT if step == 1 else told(differences.LATER_GRADIENT, step=step)
    pair = verdict.trace_pair
    if pair is None or LOSSES not in pair.right or (measure, counted) != (Measure.PARAMETER, Counted.UPDATES):
        return ""
    if pair.case is verdict.case and difference_in(pair, lambda entry: entry.quantity == LOSSES):
        return told(differences.LATER_LOSSES, step=step)
    return differences.RETURNED


def _explained(verdict: Verdict, mishap: Mishap, quoted: str) -> str:
    """Return the sentence for an exception that beginners meet, or the general one."""
    said = f"{mishap.what}: {mishap.text}\n{quoted.strip()}"
    is_unread = mishap.what in ("SyntaxError", "IndentationError", "TabError")
    stopped = exceptions.STOPPED if mishap.line or not verdict.case else exceptions.STOPPED_LATER
    general = exceptions.UNREAD if is_unread else exceptions.STOPPED_ON_IMPORT if verdict.fails_on_import else stopped
    known = exceptions.SYNTAX_ERRORS if is_unread else exceptions.ERRORS
    return _first_of(known, said, general)


def _first_of(sentences: Mapping[str, str], said: str, general: str) -> str:
    """Return the sentence of the first pattern that is found in what was said, or the general one."""
    return next((sentence for pattern, sentence in sentences.items() if re.search(pattern, said)), general)


def _output(verdict: Verdict) -> list[str]:
    text = plain(told(verdict.printed)).rstrip()
    if not text:
        return []
    lines = text.splitlines()
    rest = [told(wording.MORE_PRINTED, lines=len(lines) - PRINTED_LINES)] if len(lines) > PRINTED_LINES else []
    return [told(wording.PRINTED), *(f"    {line}" for line in (*lines[:PRINTED_LINES], *rest))]
