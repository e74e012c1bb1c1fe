"""One case as it is shown: what it was given, every number that it should have made and did make, what stopped it."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np

from autograder.judge.judging import STATUS_OF
from autograder.judge.verdict import Status
from autograder.language import told
from autograder.student import wording as students
from autograder.student.board import mark, status_words
from autograder.student.wording import exceptions
from autograder.teaching.explain.document import Block, Folded, Pairs, Section, Table
from autograder.teaching.explain.evidence import CaseResult, Compared
from autograder.teaching.explain.numbers import of_array, of_input, of_shape, of_value, one
from autograder.teaching.explain.wording import THE_SOLUTIONS
from autograder.teaching.pages import wording
from autograder.text import one_line, plain
from autograder.trace import Case, Entry, Mishap, MishapKind

# An entry with more numbers is shown as arrays, with those that are off in a table.
LISTED, FIRST = 100, 5
# So many rows and columns are shown on either side of a number.
BESIDE = 2
NOTHING = "–"
# The cells of a row of a table, and whether it is to catch the eye.
Row: TypeAlias = tuple[tuple[str, ...], bool]


def section_of(result: CaseResult, title: str) -> Section:
    """Return the section of a case, with everything in it; `title` has a place for what `became` of it."""
    marked = "" if not result.was_run else mark(Status.PASS if result.is_right else Status.FAIL)
    blocks: list[Block] = [_given(result.case)]
    if result.mishap:
        blocks.append(stop_of(result.mishap))
    if broken := result.shortfall:
        pairs = ((told(students.EXPECTED), told(broken.expected)), (told(students.GOT), told(broken.got)))
        blocks += [told(broken.what), Pairs(pairs)]
    blocks += _compared(result)
    return Section(title.format(became=_became(result)), tuple(blocks), marked)


def _became(result: CaseResult) -> str:
    if not result.was_run:
        return told(wording.NOT_RUN)
    if result.mishap:
        return status_words(STATUS_OF[result.mishap.kind])
    return told(wording.RIGHT if result.is_right else wording.NOT_RIGHT)


def stop_of(mishap: Mishap) -> str:
    """Return an exception, or whatever it was, as whole as it came."""
    text = plain(told(mishap.text))
    if mishap.kind is MishapKind.TIMEOUT:
        what = status_words(Status.TIMEOUT)
    elif mishap.what == "MissingFunction":
        what = told(exceptions.MISSING_FUNCTION, name=text)
    else:
        what = f"{plain(told(mishap.what))}: {text}".rstrip(": ")
    return f"{what}, {told(students.IN_LINE, line=mishap.line)}" if mishap.line else what


def _given(case: Case) -> Pairs:
    arrays = ((name, of_input(case.dtype, value)) for name, value in case.arrays.items())
    values = ((name, of_value(value)) for name, value in case.values.items())
    return Pairs((*arrays, *values))


def _compared(result: CaseResult) -> Iterator[Block]:
    """Yield a table of all numbers; quantities with very many of them, and those of another shape, follow as arrays."""
    expected = told(students.EXPECTED) if result.measured else THE_SOLUTIONS
    more = (told(students.ALLOWED), told(wording.OFF)) if result.measured else ()
    head = ("", expected, told(students.GOT), *more)
    rows = [row for compared in result.compared for row in _rows(compared)]
    if rows:
        texts = tuple((*texts, *[""] * (len(head) - len(texts))) for texts, _ in rows)
        yield Table(head, texts, tuple(is_wrong for _, is_wrong in rows))
    for compared in result.compared:
        if likeness := _likeness(compared):
            yield f"{_name(compared)}: {told(likeness)}"
        if _is_large(compared) or _is_of_another_shape(compared):
            yield _how_many(compared)
            whole = Pairs(tuple(_arrays(compared, expected)))
            if not _is_large(compared):
                yield whole
                continue
            if around := tuple(_around(compared, expected)):
                yield Pairs(around)
            yield Folded(told(wording.ALL_NUMBERS, name=_name(compared)), whole)


def _rows(compared: Compared) -> Iterator[Row]:
    """Yield a row for each number; of very many, for the first ones that are wrong and the farthest."""
    right, yours, difference = compared.right, compared.yours, compared.difference
    if right is None or yours is None or right.value.shape != yours.value.shape:
        yield (_name(compared), _short(right), _short(yours)), difference is not None
        return
    if difference and difference.kind == "dtype":
        yield (_name(compared), str(difference.expected), str(difference.got)), True
    wrong, off = _wrong(compared), compared.off
    wanted: Iterable[tuple[int, ...]] = np.ndindex(right.value.shape)
    if right.value.size > LISTED:
        wanted = dict.fromkeys([*wrong[:FIRST], *_farthest(wrong, off)])
    for index in wanted:
        yield _row(compared, right, yours, index), index in wrong


def _row(compared: Compared, right: Entry, yours: Entry, index: tuple[int, ...]) -> tuple[str, ...]:
    expected, got = right.value[index], yours.value[index]
    texts = _of_element(right, index), one(expected, got), one(got, expected)
    if compared.off is None or compared.allowed is None:
        return texts
    if right.kind in ("count", "flag"):
        return (*texts, NOTHING, NOTHING)
    return (*texts, f"±{float(compared.allowed[index]):.2g}", tolerances(float(compared.off[index])))


def _wrong(compared: Compared) -> list[tuple[int, ...]]:
    """Return which elements of a quantity are wrong; none where it is the shape, or nothing can be wrong."""
    right, difference, off = compared.right, compared.difference, compared.off
    if right is None or difference is None or off is None or off.shape != right.value.shape:
        return []
    if right.kind in ("count", "flag"):
        return [()]
    return [tuple(map(int, index)) for index in np.argwhere(~(off <= 1))]


def _is_large(compared: Compared) -> bool:
    return any(entry.value.size > LISTED for entry in (compared.right, compared.yours) if entry)


def _is_of_another_shape(compared: Compared) -> bool:
    """Tell whether one of the two is an array that the other is not."""
    shapes = [entry.value.shape if entry else () for entry in (compared.right, compared.yours)]
    return shapes[0] != shapes[1]


def _how_many(compared: Compared) -> str:
    wrong, count = _wrong(compared), compared.right.value.size if compared.right else 0
    return told(wording.OFF_COUNT, name=_name(compared), wrong=len(wrong), count=count) if wrong else _name(compared)


def _farthest(wrong: list[tuple[int, ...]], off: np.ndarray | None) -> list[tuple[int, ...]]:
    return [wrong[int(np.argmax([off[index] for index in wrong]))]] if wrong and off is not None else []


def _around(compared: Compared, expected: str) -> Iterator[tuple[str, str]]:
    """Yield what stands around the first number that is wrong and the farthest, with where it is, as Python counts."""
    right, yours, wrong = compared.right, compared.yours, _wrong(compared)
    if right is None or yours is None:
        return
    for index in dict.fromkeys([*wrong[:1], *_farthest(wrong, compared.off)]):
        part = tuple(
            slice(max(0, at - BESIDE), min(size, at + BESIDE + 1))
            for at, size in zip(index, right.value.shape, strict=True)
        )
        where = ", ".join(f"{one.start}:{one.stop}" for one in part)
        for label, entry, other in ((expected, right, yours), (told(students.GOT), yours, right)):
            yield f"{label}[{where}]", of_array(entry.value[part], other.value[part])


def _likeness(compared: Compared) -> str:
    """Return what was done to the right array by mistake, as far as every number says so; "" for nothing known."""
    right, yours, allowed = compared.right, compared.yours, compared.allowed
    if not (compared.difference and right and yours and allowed is not None and right.value.dtype.kind == "f"):
        return ""
    got = yours.value
    if got.size < 2 or right.kind == "series":
        return ""
    likely = {wording.TRANSPOSED: got.T, wording.FLIPPED: np.flip(got), wording.NEGATED: -got}
    likely |= {wording.FLIPPED_ALONG[axis]: np.flip(got, axis) for axis in range(got.ndim) if got.ndim == 2}
    return next((said for said, one in likely.items() if _is_near(one, right.value, allowed)), "")


def _is_near(values: np.ndarray, right: np.ndarray, allowed: np.ndarray) -> bool:
    return values.shape == right.shape and bool(np.all(np.abs(values - right) <= allowed))


def _arrays(compared: Compared, expected: str) -> Iterator[tuple[str, str]]:
    right, yours, got = compared.right, compared.yours, told(students.GOT)
    texts = {}
    for label, entry, other in ((expected, right, yours), (got, yours, right)):
        if entry:
            shape = f"{of_shape(entry.precision, entry.value)}\n" if entry.value.ndim else ""
            texts[label] = shape + of_array(entry.value, other.value if other else None)
    if len(texts) == 2 and texts[expected] == texts[got]:
        yield f"{expected} = {got}", texts[got]
    else:
        yield from texts.items()


def _name(compared: Compared) -> str:
    entry, quantity = compared.right or compared.yours, compared.quantity
    return one_line(told(quantity.plural if entry and entry.kind == "series" else quantity.name()))


def _of_element(entry: Entry, index: tuple[int, ...]) -> str:
    quantity = entry.quantity
    name = quantity.at(entry.step + index[0]).name() if entry.kind == "series" else quantity.name(index)
    return one_line(told(name))


def _short(entry: Entry | None) -> str:
    if entry is None:
        return NOTHING
    return one(entry.value[()]) if entry.value.ndim == 0 else of_shape(entry.precision, entry.value)


def tolerances(off: float) -> str:
    """Return a distance in tolerances: two digits are enough of what is near, and none is needed of what is far."""
    if not np.isfinite(off):
        return "∞"
    return f"{off:.2g}" if off < 9.95 else f"{off:,.0f}" if off < 1e6 else f"{off:.1e}"
