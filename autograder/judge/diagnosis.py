"""Give a mistake its name: only when the student's numbers, all of them, are that mistake's numbers."""

import re

from autograder.judge.compare import element_name, first_difference
from autograder.judge.numbers import show

# What the labs call the numbers that a prediction should hit.
TARGETS = ("y", "Y", "targets", "speed")


def name_of(traces, mistakes, fitted):
    """Return the slug whose traces agree with the student's on every case, or "".

    `mistakes` is `[(slug, traces), …]`. `fitted` maps the slugs of those that have a free number to whether they fit,
    and is asked only where no other fits: a mistake without a free number says more. Where two names fit equally well,
    none is given.
    """
    names = {slug for slug, wrong in mistakes if is_same_everywhere(traces, wrong)}
    names = names or {slug for slug, fits in fitted.items() if fits()}
    return names.pop() if len(names) == 1 else ""


def name_of_last_resort(cases, differences):
    """Return `hard-coded` where every published case is right and every fresh one has other values, else ""."""
    published = [difference for case, difference in zip(cases, differences, strict=True) if case.published]
    fresh = [difference for case, difference in zip(cases, differences, strict=True) if not case.published]
    other_values = all(difference and difference.kind in ("value", "count") for difference in fresh)
    return "hard-coded" if other_values and not any(published) else ""


def is_same_everywhere(traces, wrong, twins=None):
    """Tell whether a student's traces agree with a mistake's on every case. `twins` are those in the other precision."""
    return all(_is_same(*run) for run in zip(traces, wrong, twins or [None] * len(wrong), strict=True))


def _is_same(trace, wrong, twin):
    if wrong.mishap or trace.mishap:
        return False
    return first_difference(expected=wrong, actual=trace, twin=twin, runaway=True) is None


def relation_of(slug, case, difference, student, right):
    """Show the student's own number as what the mistake makes it, or return "" where that does not hold here."""
    relate = RELATIONS.get(slug)
    if relate is None or difference.kind != "value":
        return ""
    value, text = relate(case, difference, student, right) or (None, "")
    slack = 2 * max(difference.allowed, 1e-4 * abs(difference.got))
    return text if value is not None and abs(value - difference.got) <= slack else ""


def _sum_of_gradients(case, difference, student, right):
    if found := re.fullmatch(r"gradient of (\w+) at step 2", difference.what):
        first = float(student[f"gradient of {found[1]} at step 1"][difference.index])
        own = difference.expected
        return first + own, f"= {show(first)} (step 1) + {show(own)} (step 2)"
    if difference.what == "x[2]":
        lr, (x0, x1) = case.values["lr"], student["x[{}]"][:2]
        first, own = (x0 - x1) / lr, (x1 - difference.expected) / lr
        moved = f"{show(x1)} - {lr} * ({show(first)} (step 1) + {show(own)} (step 2))"
        return x1 - lr * (first + own), f"= {moved}"
    return None


def _times_elements(case, difference, student, right):
    sizes = [array.size for name, array in case.arrays.items() if name in TARGETS]
    return (sizes[0] * difference.expected, f"= {sizes[0]} * {show(difference.expected)}") if sizes else None


def _mirrored(case, difference, student, right):
    if not difference.what.startswith("gradient"):
        return None
    return -difference.expected, f"= -1 * {show(difference.expected)}"


def _one_late(case, difference, student, right):
    for entry in right.entries:
        if entry.kind != "series":
            continue
        names = [element_name(entry, entry.step + index) for index in range(len(entry.value))]
        if difference.what in names[:-1]:
            later = names.index(difference.what) + 1
            return float(entry.value[later]), f"= what {names[later]} should be"
    return None


def _twice_the_bias(case, difference, student, right):
    if not case.published or "yhat" not in difference.what:
        return None
    b = float(case.arrays["b"])
    return difference.expected - 2 * b, f"= {show(difference.expected)} - 2 * ({show(b)})"


def _another_rate(case, difference, student, right):
    if not difference.what.startswith("gradient") or not difference.expected:
        return None
    ratio = difference.got / difference.expected
    return difference.got, f"= {show(ratio)} * {show(difference.expected)}, and the rate was {case.values['lr']}"


RELATIONS = {
    "no-zero-grad": _sum_of_gradients,
    "sum-not-mean": _times_elements,
    "ascent": _mirrored,
    "loss-after-update": _one_late,
    "bias-sign": _twice_the_bias,
    "wrong-rate": _another_rate,
}
