"""How far known mistakes and accepted variants lie from the reference, counted in tolerances.

A verdict is fair while there is room: a mistake has to be at least `MISTAKES_FROM` tolerances away, another right way of
computing at most `VARIANTS_WITHIN`.
"""

from dataclasses import dataclass

import numpy as np

from autograder.judge.tolerance import tolerance

MISTAKES_FROM = 10.0
VARIANTS_WITHIN = 0.1


@dataclass(frozen=True)
class Margin:
    """Of one check: the distance of the nearest mistake and its slug, `inf` and "" where the check has none."""

    check: str
    nearest_mistake: float
    slug: str


def margin_of(check, answers, device, seed):
    """Return the `Margin` of a check that is judged by a reference."""
    cases = check.cases(seed)
    right, exact = answers.reference(check, device, seed)
    distances = [(np.inf, "")]
    for slug, traces in answers.mistakes(check, device, seed):
        if any(trace.mishap for trace in traces):
            continue
        runs = zip(cases, right, exact, traces, strict=True)
        distances.append((max(distance(case, *run) for case, *run in runs), slug))
    return Margin(check.name, *min(distances))


def distance(case, right, exact, trace):
    """Return how far a trace lies from the right one at its farthest entry, in tolerances; `inf` for other shapes."""
    recorded = {entry.name: entry for entry in trace.entries}
    exactly = {entry.name: entry for entry in exact.entries}
    farthest = 0.0
    for entry in right.entries:
        other = recorded.get(entry.name)
        if other is None or other.kind != entry.kind or other.value.shape != entry.value.shape:
            return np.inf
        if entry.kind == "flag":
            farthest = max(farthest, np.inf if bool(entry.value) != bool(other.value) else 0.0)
            continue
        allowed = tolerance(entry, exactly.get(entry.name), case.dtype, other.precision)
        with np.errstate(invalid="ignore", over="ignore"):
            apart = np.abs(np.subtract(entry.value, other.value, dtype=np.float64)) / allowed
        farthest = max(farthest, float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0)))
    return farthest
