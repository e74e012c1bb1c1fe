"""What a page needs to know of a verdict: shown strings, and the numbers of a path.

Of inputs that are not shown nothing is here that the card of the check would not say.
"""

import re

import numpy as np

from autograder.judge.compare import element_name, first_difference
from autograder.judge.numbers import show
from autograder.judge.verdict import Verdict
from autograder.labs.pictures import descent_of
from autograder.student.card import arithmetic, called, pair, sentences, stopped_by, what_parts
from autograder.teaching.rows import Facts, Paths, ShownDifference, Table
from autograder.text import plain
from autograder.trace.report import Trace

# How many steps before and after the one where numbers part a table shows.
AROUND = 2
_PLACE = re.compile(r" (?:at|after) (step \d+|\d+ updates?)$")
# Of a path that runs away only the beginning can be drawn.
_FAR = 1e12


def facts(verdict: Verdict) -> Facts:
    """Return what there is to say about a verdict beyond its row."""
    call, *fresh = called(verdict) or [""]
    return Facts(
        called=call,
        fresh=bool(fresh),
        question="\n".join(sentences(verdict)),
        stopped=stopped_by(verdict) if verdict.mishap else "",
        line=(verdict.mishap and verdict.mishap.line) or verdict.line,
        waits_for=verdict.waits_for,
        as_given=verdict.as_given,
        printed=plain(verdict.printed).rstrip(),
        difference=_difference(verdict),
        table=_table(verdict),
        path=_paths(verdict),
    )


def _difference(verdict: Verdict) -> ShownDifference | None:
    """Return where the numbers part; None where nothing was compared."""
    difference = verdict.difference
    if difference is None or verdict.mishap:
        return None
    expected, got = pair(difference)
    return ShownDifference(
        what=what_parts(difference),
        settled=tuple(difference.settled),
        expected=expected,
        got=got,
        allowed=f"±{difference.allowed:.2g}" if difference.kind == "value" else "",
        arithmetic=arithmetic(verdict),
        relation=verdict.relation,
    )


def _table(verdict: Verdict) -> Table | None:
    """Return the numbers around the first one that differs; None where no single number does."""
    difference, trail = verdict.difference, verdict.trail
    if difference is None or difference.kind != "value" or trail is None or trail.case is not verdict.case:
        return None
    yours = {entry.name: entry for entry in trail.student.entries}
    for entry in trail.right.entries:
        if entry.kind == "series" and element_name(entry, difference.step) == difference.what:
            return _of_series(entry, yours[entry.name], difference.step)
        if entry.name == difference.what:
            return _of_steps(entry, trail.right, yours, difference) or _of_neighbours(entry, yours, difference.index)
    return None


def _of_series(entry, other, step):
    first, last = entry.step, entry.step + len(entry.value) - 1
    steps = range(max(first, step - AROUND), min(last, step + AROUND) + 1)
    rows = [_row(element_name(entry, at), entry.value[at - first], other.value[at - first], at == step) for at in steps]
    return Table(entry.plural, tuple(rows))


def _of_steps(entry, right, yours, difference):
    """The same quantity at the steps before and after; None where it is recorded once."""
    place = _PLACE.search(entry.name)
    if not place:
        return None
    name, rows = _PLACE.sub("", entry.name), []
    for other in right.entries:
        near = abs(other.step - entry.step) <= AROUND and _PLACE.sub("", other.name) == name
        if near and (found := _PLACE.search(other.name)) and other.name in yours:
            pair_of_numbers = _both(other, yours[other.name], difference.index)
            rows += [_row(found[1], *pair_of_numbers, other is entry)] if pair_of_numbers else []
    index = str(list(difference.index)) if difference.index else ""
    return Table(name + index, tuple(rows)) if len(rows) > 1 else None


def _of_neighbours(entry, yours, index):
    """The elements before and after, along the first axis; None for a single number."""
    if not index:
        return None
    first, *rest = index
    near = range(max(0, first - AROUND), min(entry.value.shape[0], first + AROUND + 1))
    places = [(at, *rest) for at in near]
    rows = [_row(str(list(at)), *_both(entry, yours[entry.name], at), at == index) for at in places]
    return Table(entry.name, tuple(rows)) if len(rows) > 1 else None


def _both(entry, other, index):
    if entry.value.shape != other.value.shape:
        return None
    return entry.value[index], other.value[index]


def _row(where, expected, got, parts):
    return where, show(expected, got), show(got, expected), bool(parts)


def _paths(verdict: Verdict) -> Paths | None:
    """Return the paths of two parameters on the published case; None where nobody recorded one."""
    descent = descent_of(verdict.check.lab, verdict.check.function)
    if descent is None or verdict.trail is None:
        return None
    walked = [_walked(trace, descent, verdict.trail.case) for trace in (verdict.trail.right, verdict.trail.student)]
    (steps, right), (_, yours) = walked
    if len(yours) < 2:
        return None
    return Paths(tuple(steps), tuple(right), tuple(yours[: len(steps)]), _parted(verdict.trail, descent))


def _walked(trace, descent, case):
    """Return the steps after which the two parameters are known, and what they were: up to where they run away."""
    if descent.grid:
        grid = trace[descent.grid] if descent.grid in trace else np.empty((0, 2))
        rows = dict(enumerate(grid)) if grid.ndim == 2 and grid.shape[1] == 2 else {}
    else:
        rows = {0: [case.arrays[name] for name in descent.parameters]}
        for entry in trace.entries:
            if entry.step and entry.value.ndim == 0 and entry.name.startswith(_after(descent)):
                rows.setdefault(entry.step, []).append(entry.value)
    steps, points = [], []
    for step, row in rows.items():
        if len(row) != 2 or not np.all(np.abs(np.asarray(row, dtype=np.float64)) < _FAR):  # NaN is not near either
            break
        steps.append(int(step))
        first, second = (float(f"{float(number):.6g}") for number in row)
        points.append((first, second))
    return steps, points


def _parted(trail, descent):
    """Return after how many updates the two ways part, or None."""
    names = (descent.grid,) if descent.grid else _after(descent)

    def only(trace):
        return Trace(tuple(entry for entry in trace.entries if entry.name.startswith(names)))

    difference = first_difference(expected=only(trail.right), actual=only(trail.student), twin=only(trail.twin))
    if difference is None or difference.kind != "value":
        return None
    return int(difference.index[0] if descent.grid else difference.step)


def _after(descent):
    return tuple(f"{name} after " for name in descent.parameters)
