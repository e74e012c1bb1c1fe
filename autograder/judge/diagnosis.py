"""Give a mistake its name: only when the student's numbers, all of them, are that mistake's numbers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from autograder.judge.compare import Difference, first_difference
from autograder.judge.messages import Mistakes
from autograder.language import Phrase
from autograder.trace import LOSSES, Case, Counted, Measure, Trace, Traces, show


def name_of(traces: Traces, mistakes: Mistakes, fitted: Mapping[str, Callable[[], bool]]) -> str:
    """Return the slug whose traces agree with the student's on every case, or "".

    `mistakes` is `[(slug, traces), …]`. `fitted` maps the slugs of those that have a free number to whether they fit,
    and is asked only where no other fits: a mistake without a free number says more. Where two names fit equally well,
    none is given.
    """
    names = {slug for slug, wrong in mistakes if is_same_everywhere(traces, wrong)}
    names = names or {slug for slug, fits in fitted.items() if fits()}
    return names.pop() if len(names) == 1 else ""


def name_of_last_resort(cases: Sequence[Case], differences: Sequence[Difference | None]) -> str:
    """Return `hard-coded` where every published case is right and every fresh one has other values, else "".

    A shape counts where it is always the same one.
    """
    published = [difference for case, difference in zip(cases, differences, strict=True) if case.published]
    fresh = [difference for case, difference in zip(cases, differences, strict=True) if not case.published]
    shapes = {difference.got for difference in fresh if difference and difference.kind == "shape"}
    kinds = ("value", "count", "shape") if len(shapes) == 1 else ("value", "count")
    other_values = all(difference and difference.kind in kinds for difference in fresh)
    return "hard-coded" if other_values and not any(published) else ""


def is_same_everywhere(traces: Traces, wrong: Traces, twins: Sequence[Trace | None] | None = None) -> bool:
    """Tell whether a student's traces agree with a mistake's on every case. `twins` are those in the other precision."""
    return all(_is_same(*run) for run in zip(traces, wrong, twins or [None] * len(wrong), strict=True))


def _is_same(trace: Trace, wrong: Trace, twin: Trace | None) -> bool:
    if wrong.mishap or trace.mishap:
        return False
    return first_difference(expected=wrong, actual=trace, twin=twin, runaway=True) is None


def relation_of(slug: str, case: Case, difference: Difference, student: Trace, right: Trace) -> str:
    """Show the student's own number as what the mistake makes it, or return "" where that does not hold here."""
    if slug not in RELATIONS or difference.kind != "value":
        return ""
    got, slack = difference.got, 2 * max(difference.allowed, 1e-4 * abs(difference.got))
    for value, text in RELATIONS[slug](case, difference, student, right):
        if abs(value - got) <= slack:
            return text
    return ""


SHOULD_BE = "= what {name} should be"
# Up to here any whole multiple is told: the larger, the sooner a number is one by chance.
MULTIPLES = 21


class Kinship(NamedTuple):
    """What a number without a known mistake is made of: `text` shows it, `kind` is a key of `wording.OF_KIN`."""

    kind: str = ""
    text: str = ""


def kinship(case: Case, difference: Difference, student: Trace, right: Trace) -> Kinship:
    """Say what a wrong number is made of: of what came in, of another number, of a multiple of the right one."""
    if difference.kind == "count":
        return _left_over(difference, student)
    if difference.kind != "value" or not min(abs(difference.expected), abs(difference.got)) > 20 * difference.allowed:
        return Kinship()
    found = (_given(case, difference), _another(difference, right), _multiple(case, difference))
    return next((kin for kin in (*found, _sum_of_two(difference, student)) if kin.kind), Kinship())


def kinship_in_all(
    cases: Sequence[Case], differences: Sequence[Difference | None], students: Traces, right: Traces
) -> Kinship:
    """Say what the first wrong number is made of. What is a multiple in one case alone is one by chance."""
    wrong = [run for run in zip(cases, differences, students, right, strict=True) if run[1]]
    kin, *others = (
        kinship(case, difference, student, due)
        for case, difference, student, due in wrong
        if difference and wrong[0][1] and difference.quantity == wrong[0][1].quantity
    )
    is_chance = kin.kind == "multiple" and any(other.kind != "multiple" for other in others)
    return Kinship() if is_chance else kin


def _left_over(difference: Difference, student: Trace) -> Kinship:
    """Of a number of losses: those of the call before are still among them."""
    earlier = len(student[LOSSES]) if LOSSES in student else 0
    if earlier and difference.quantity.counted is Counted.UPDATES and difference.got == earlier + difference.expected:
        text = Phrase("= {earlier} (of the call before) + {due}", earlier=earlier, due=difference.expected)
        return Kinship("left over", text)
    return Kinship()


def _given(case: Case, difference: Difference) -> Kinship:
    quantity = difference.quantity
    if quantity.measure is Measure.PARAMETER and quantity.of in case.arrays:
        start = float(case.arrays[quantity.of][difference.index])
        # Closer than any tolerance: whoever moved a little has moved.
        if abs(start - difference.got) <= 1e-6 * abs(start):
            return Kinship("given", Phrase("= the {title} that was given", title=quantity.title(difference.index)))
    return Kinship()


def _another(difference: Difference, right: Trace) -> Kinship:
    """The right number of another result, or of the step before or after."""
    quantity, got = difference.quantity, difference.got
    for entry in right.entries:
        same = (entry.kind, entry.quantity.measure, entry.step) == ("number", quantity.measure, quantity.step)
        if same and entry.quantity != quantity and abs(float(entry.value) - got) <= difference.allowed:
            return Kinship("swapped", Phrase(SHOULD_BE, name=entry.quantity.name()))
    if quantity.measure is not Measure.LOSS:  # a place may be another's because the walk has stood still
        return Kinship()
    series = next((one.value for one in right.entries if (one.kind, one.quantity) == ("series", quantity)), ())
    for step in (difference.step - 1, difference.step + 1):
        place = step - quantity.step
        if 0 <= place < len(series) and abs(float(series[place]) - got) <= difference.allowed:
            return Kinship("another step", Phrase(SHOULD_BE, name=quantity.at(step).name()))
    return Kinship()


def _sum_of_two(difference: Difference, student: Trace) -> Kinship:
    """A gradient with the one of the step before in it."""
    quantity, due = difference.quantity, difference.expected
    before = quantity.at(difference.step - 1)
    if quantity.measure is not Measure.GRADIENT or before not in student:
        return Kinship()
    earlier = float(student[before][difference.index])
    if abs(earlier + due - difference.got) <= 2 * difference.allowed:
        steps = {"before": before.when, "now": quantity.when}
        return Kinship(
            "sum", Phrase("= {first} ({before}) + {due} ({now})", first=show(earlier), due=show(due), **steps)
        )
    return Kinship()


def _multiple(case: Case, difference: Difference) -> Kinship:
    due, got, allowed = difference.expected, difference.got, difference.allowed
    if difference.quantity.measure in (Measure.PARAMETER, Measure.PATH):  # places have no size
        return Kinship()
    sizes = sorted({*range(3, MULTIPLES), *(array.size for array in case.arrays.values() if array.size > 2)})
    factors = {-1.0: f"= -1 * {show(due)}", 2.0: f"= 2 * {show(due)}", 0.5: f"= {show(due)} / 2"}
    factors |= {float(size): f"= {size} * {show(due)}" for size in sizes}
    factors |= {1 / size: f"= {show(due)} / {size}" for size in sizes}
    for factor, text in factors.items():
        if abs(factor * due - got) <= 2 * allowed * max(1.0, abs(factor)):
            return Kinship("negative" if factor == -1 else "multiple", text)
    return Kinship()


# What a mistake makes of a number, and how it is said; several where the numbers have to tell which it is.
Relations = Iterable[tuple[float, str]]


def _sum_of_gradients(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    quantity, due = difference.quantity, difference.expected
    if difference.step == 2 and quantity.measure is Measure.GRADIENT:
        first = float(student[quantity.at(1)][difference.index])
        yield first + due, Phrase("= {first} (step 1) + {due} (step 2)", first=show(first), due=show(due))
    elif difference.step == 2 and (quantity.measure, quantity.counted) == (Measure.PARAMETER, Counted.PLACE):
        lr, (x0, x1) = case.values["lr"], student[quantity][:2]
        first, own = (x0 - x1) / lr, (x1 - due) / lr
        numbers = {"start": show(x1), "lr": lr, "first": show(first), "due": show(own)}
        text = Phrase("= {start} - {lr} * ({first} (step 1) + {due} (step 2))", **numbers)
        yield x1 - lr * (first + own), text


def _times_elements(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    for size in dict.fromkeys(array.size for array in case.arrays.values()):
        yield size * difference.expected, f"= {size} * {show(difference.expected)}"


def _mirrored(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    if difference.quantity.measure is Measure.GRADIENT:
        yield -difference.expected, f"= -1 * {show(difference.expected)}"


def _one_late(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    quantity, later = difference.quantity, difference.step + 1
    if quantity.counted in (Counted.PLACE, Counted.EPOCH):
        values = right[quantity][later - quantity.step :]
        yield from ((float(value), Phrase(SHOULD_BE, name=quantity.at(later).name())) for value in values[:1])


def _twice_the_bias(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    if case.published and difference.quantity.measure is Measure.VALUE:
        for bias in (float(array) for array in case.arrays.values() if array.ndim == 0):
            yield difference.expected - 2 * bias, f"= {show(difference.expected)} - 2 * ({show(bias)})"


def _another_rate(case: Case, difference: Difference, student: Trace, right: Trace) -> Relations:
    if difference.quantity.measure is Measure.GRADIENT and difference.expected:
        ratio = _as_typed(difference.got / difference.expected, difference)
        numbers = {"ratio": ratio, "due": show(difference.expected), "rate": case.values["lr"]}
        yield difference.got, Phrase("= {ratio} * {due}, and the rate was {rate}", **numbers)


def _as_typed(ratio: float, difference: Difference) -> str:
    """Return a ratio with as few digits as the numbers can tell apart: 5e-05 and not 5.025049e-05."""
    slack = 2 * max(difference.allowed, 1e-4 * abs(difference.got))
    texts = (f"{ratio:.{digits}g}" for digits in range(1, 7))
    return next(
        (text for text in texts if abs(float(text) * difference.expected - difference.got) <= slack), show(ratio)
    )


RELATIONS: dict[str, Callable[[Case, Difference, Trace, Trace], Relations]] = {
    "no-zero-grad": _sum_of_gradients,
    "sum-not-mean": _times_elements,
    "ascent": _mirrored,
    "loss-after-update": _one_late,
    "bias-sign": _twice_the_bias,
    "wrong-rate": _another_rate,
}
