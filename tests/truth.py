"""What a card says that the student's own recorded numbers do not bear out. There must be nothing."""

import re

import numpy as np

from autograder.student.card import message
from autograder.student.wording import differences
from autograder.trace import LOSSES, Counted, Measure, Quantity

_SUM = re.compile(r"\((?:step \d+|of the call before)\)")


def untrue_of(verdict, case, student, right):
    """Return the lines of a failed check's card that are not so, on the case that it speaks of."""
    told = message(verdict).splitlines()
    judges = (_is_counted, _matches, _is_got, _adds_up, _is_where_it_parts)
    return [line for line in told if any(judge(line, verdict, case, student, right) is False for judge in judges)]


def _close(one, other):
    one, other = (np.asarray(each, dtype=np.float64) for each in (one, other))
    return one.shape == other.shape and np.allclose(one, other, rtol=2e-3, atol=1e-5, equal_nan=True)


def _series(trace):
    return [entry for entry in trace.entries if entry.kind == "series"]


def _is_counted(line, verdict, case, student, right):
    """ "✓ returns 15 losses"."""
    if found := re.fullmatch(r"✓ returns (\d+) (.+)", line):
        size, plural = found.groups()
        return any(len(one.value) == int(size) for one in _series(student) if one.quantity.plural == plural)
    return None


def _matches(line, verdict, case, student, right):
    """ "✓ losses 1 to 2 match"."""
    if not re.fullmatch(r"✓ .+ match(es)?", line):
        return None
    for entry in _series(right):
        for count in range(1, len(entry.value) + 1):
            if entry.quantity.until(entry.step + count - 1) == line[2:]:
                return _close(student[entry.quantity][:count], entry.value[:count])
    return False


def _recorded(verdict, trace):
    """Return what a trace holds of what differs, None where it has several numbers or nothing of it."""
    difference = verdict.difference
    if difference.quantity not in trace:
        return None
    value = trace[difference.quantity]
    if trace.entry(difference.quantity).kind == "series":
        place = difference.step - difference.quantity.step
        return value[place] if difference.kind == "value" else len(value)
    return value[difference.index] if difference.kind == "value" else value


def _is_got(line, verdict, case, student, right):
    """ "got 3.2"."""
    if verdict.difference.kind != "value" or not re.match(r" +got ", line):
        return None
    return _close(verdict.difference.got, _recorded(verdict, student))


def _adds_up(line, verdict, case, student, right):
    """ "got 3.2   = 2 * 1.6"."""
    if not verdict.relation or not re.match(r" +got ", line):
        return None
    got, said = float(verdict.difference.got), verdict.relation.removeprefix("= ").partition(", and the rate")[0]
    if said.startswith("what "):
        named = {entry.quantity.name(): entry.value for entry in right.entries if entry.value.ndim == 0}
        for entry in _series(right):
            named |= {entry.quantity.at(entry.step + n).name(): value for n, value in enumerate(entry.value)}
        return _close(named[said.removeprefix("what ").removesuffix(" should be")], got)
    if said.endswith(" that was given"):
        return _close(case.arrays[verdict.difference.quantity.of][verdict.difference.index], got)
    arithmetic = _SUM.sub("", said)
    assert re.fullmatch(r"[-+*/(). \de]+", arithmetic), arithmetic
    return _close(eval(arithmetic), got)


def _is_where_it_parts(line, verdict, case, student, right):
    """The sentences on where a descent leaves its way."""
    difference, step, quantity = verdict.difference, verdict.difference.step, verdict.difference.quantity
    series = quantity if quantity.counted is Counted.PLACE else LOSSES

    if difference.kind != "value":
        return None
    off = abs(difference.expected - _recorded(verdict, student))
    is_off = not off <= difference.allowed  # nan is off

    def right_until(last):
        return _close(student[series][:last], right[series][:last])

    if line == differences.FIRST_LOSS:
        return is_off
    if line == differences.LATER_LOSS.format(last=step - 1, step=step):
        return right_until(step - 1) and is_off
    if line in (differences.FIRST_GRADIENT, differences.LATER_GRADIENT.format(step=step)):
        before = [Quantity(quantity.of, Measure.GRADIENT, earlier, Counted.STEP) for earlier in range(1, step)]
        return right_until(step) and all(_close(student[one], right[one]) for one in before if one in right)
    if line == differences.LATER_LOSSES.format(step=step):
        return right_until(step) and is_off
    return right_until(None) if line == differences.RETURNED else None
