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
    """Of one check: the distance of the nearest mistake and its slug, `inf` and "" where the check has none.

    `slugs` are those of all its mistakes, `raising` of those that are none: they end in an exception.
    """

    check: str
    nearest_mistake: float
    slug: str
    slugs: frozenset[str] = frozenset()
    raising: frozenset[str] = frozenset()


def margin_of(check, answers, device, seed):
    """Return the `Margin` of a check that is judged by a reference."""
    right, twins = answers.reference(check, device, seed)
    distances, raising = [(np.inf, "")], set()
    mistakes = answers.mistakes(check, device, seed)
    for slug, traces in mistakes:
        if any(trace.mishap for trace in traces):
            raising.add(slug)
        else:
            distances.append((max(map(distance, right, twins, traces)), slug))
    return Margin(check.name, *min(distances), frozenset(slug for slug, _ in mistakes), frozenset(raising))


def distance(right, twin, trace):
    """Return how far a trace lies from the right one at its farthest entry, in tolerances; `inf` for other shapes."""
    recorded = {entry.quantity: entry for entry in trace.entries}
    twins = {entry.quantity: entry for entry in twin.entries}
    farthest = 0.0
    for entry in right.entries:
        other = recorded.get(entry.quantity)
        if other is None or other.kind != entry.kind or other.value.shape != entry.value.shape:
            return np.inf
        if entry.kind == "flag":
            farthest = max(farthest, np.inf if bool(entry.value) != bool(other.value) else 0.0)
            continue
        allowed = tolerance(entry, twins.get(entry.quantity))
        with np.errstate(invalid="ignore", over="ignore"):
            apart = np.abs(np.subtract(entry.value, other.value, dtype=np.float64)) / allowed
        farthest = max(farthest, float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0)))
    return farthest
