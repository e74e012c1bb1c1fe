"""What is seen of a lab by running what its author wrote: cases, solution and mistakes, held against one another."""

import collections
import importlib
import importlib.util
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.errors import Defect
from autograder.judge.compare import first_difference
from autograder.judge.diagnosis import is_same_everywhere
from autograder.judge.grading import Grader
from autograder.judge.judging import promise_of
from autograder.judge.messages import Mistakes, Run
from autograder.labs.authors_files import line_of
from autograder.labs.catalogue import STUDENT_SEED, Check, Lab, draw_cases
from autograder.labs.misconceptions import misconceptions_of
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding, finding_of, line_naming, line_of_function
from autograder.teaching.authors.margins import MISTAKES_FROM, farthest
from autograder.trace import Case, Request, pack_request

ANOTHER_SEED = 1
# Modules of a lab that are imported while students work, beside its probes.
MODULES = ("", ".properties", ".pictures")


def findings_of_modules(lab: Lab) -> Iterator[Finding]:
    """Yield what keeps a module from being imported that says something of the whole lab."""
    for name in (f"autograder.labs.{lab.name}{module}" for module in MODULES):
        try:
            if importlib.util.find_spec(name):
                importlib.import_module(name)
        except (Exception, SystemExit) as problem:
            yield finding_of(problem, lab.checks[0], lab, lab.folder)
            return  # the first is the parent of the others


def findings_of_cases(check: Check, lab: Lab) -> Iterator[Finding]:
    """Yield what is wrong with the inputs of a check, drawn over and over."""
    path = lab.folder / "answers" / "cases.py"
    line = line_of_function(path, check.function)

    def found(sentence: str, **details: object) -> Finding:
        return Finding(path, line, sentence.format(function=check.function, **details))

    try:
        cases, again, other = (
            draw_cases(lab.name, check.function, seed) for seed in (STUDENT_SEED,) * 2 + (ANOTHER_SEED,)
        )
        importlib.reload(importlib.import_module(f"autograder.labs.{lab.name}.answers.cases"))
        imported_anew = draw_cases(lab.name, check.function, STUDENT_SEED)
    except (Exception, SystemExit) as problem:
        yield finding_of(problem, check, lab, path)
        return
    if strange := next((case for case in (*cases, *other) if not isinstance(case, Case)), None):
        yield found(wording.NO_CASE, what=type(strange).__name__)
        return
    published = [case.published for case in cases]
    if not any(published):
        yield found(wording.NONE_PUBLISHED)
    elif all(published):
        yield found(wording.NONE_FRESH)
        return
    elif published != sorted(published, reverse=True):
        yield found(wording.FRESH_FIRST)
    try:
        of_seed, of_other = _in_bytes(cases), _in_bytes(other)
        if not of_seed == _in_bytes(again) == _in_bytes(imported_anew):
            yield found(wording.OTHER_CASES)
        elif _in_bytes([case for case in cases if case.published]) != _in_bytes([c for c in other if c.published]):
            yield found(wording.PUBLISHED_VARIES)
        elif of_seed == of_other:
            yield found(wording.SAME_CASES)
    except (TypeError, ValueError) as problem:
        yield found(wording.CANNOT_CROSS, reason=problem)


def _in_bytes(cases: Sequence[Case]) -> bytes:
    return pack_request(Request("", "", b"", "", tuple(cases)))


def findings_of_reference(grader: Grader, check: Check, lab: Lab) -> Iterator[Finding]:
    """Yield what is wrong with what the solution gives: exceptions, nothing recorded, a promise that it breaks."""
    probes = lab.folder / "probes.py"
    try:
        right, _ = grader.answers.reference(check, grader.device, STUDENT_SEED)
    except Defect as problem:
        yield finding_of(problem, check, lab, probes)
        return
    line = line_of_function(probes, check.function)
    if not all(trace.entries for trace in right):
        yield Finding(probes, line, wording.NOTHING_RECORDED.format(function=check.function))
    counts = (collections.Counter(entry.quantity for entry in trace.entries) for trace in right)
    for twice in {quantity for count in counts for quantity, number in count.items() if number > 1}:
        yield Finding(probes, line, wording.RECORDED_TWICE.format(function=check.function, what=twice.name()))
    properties = lab.folder / "properties.py"
    try:
        promise = promise_of(check)
        broken = next(filter(None, map(promise, check.cases(), right)), None) if promise else None
        if broken:
            text = wording.PROMISE_BROKEN.format(function=check.function, promise=broken)
            yield Finding(properties, line_of_function(properties, check.function), text)
    except (Exception, SystemExit) as problem:
        yield finding_of(problem, check, lab, properties)


def findings_of_small_cases(grader: Grader, check: Check, lab: Lab) -> Iterator[Finding]:
    """Yield a `Finding` where wrong work could not be shown on small numbers."""
    path = lab.folder / "answers" / "cases.py"
    line = line_of_function(path, "SMALL") or line_of_function(path, check.function)
    try:
        calls = [call for call, _ in grader.answers.small(check, grader.device)]
    except Defect as problem:
        yield replace(finding_of(problem, check, lab, path), line=line)
        return
    if calls and not any(calls):
        yield Finding(path, line, wording.NO_SMALL_CALL.format(function=check.function))


def findings_of_small_names(lab: Lab) -> Iterator[Finding]:
    """Yield a `Finding` for every function that has small cases and no check."""
    path = lab.folder / "answers" / "cases.py"
    small = getattr(importlib.import_module(f"autograder.labs.{lab.name}.answers.cases"), "SMALL", {})
    for function in (small.keys() if isinstance(small, dict) else set()) - {check.function for check in lab.checks}:
        text = wording.SMALL_ELSEWHERE.format(function=function)
        yield Finding(path, line_naming(path, function) or line_of_function(path, "SMALL"), text)


def findings_of_mistakes(grader: Grader, check: Check, lab: Lab) -> Iterator[Finding]:
    """Yield what is wrong with the known mistakes of a check; on another seed, which of them are too near there."""
    changes, module = (lab.folder / "answers" / f"mistakes.{ending}" for ending in ("toml", "py"))
    default = module if module.exists() else changes
    try:
        told = _told_of_mistakes(grader, check)
    except Defect as problem:
        yield finding_of(problem, check, lab, default)
        return
    for slug, text in told:
        line = line_of(changes, f"[{check.function}]", slug) if changes.exists() else 0
        path = changes if line else default
        yield Finding(path, line or line_naming(path, slug) or line_of_function(path, "mistakes"), text)


def _told_of_mistakes(grader: Grader, check: Check) -> list[tuple[str, str]]:
    """Return `[(slug, what is wrong), …]`."""
    on_seeds = []
    for seed in (STUDENT_SEED, ANOTHER_SEED):
        run = grader.answers.reference(check, grader.device, seed)
        mistakes = grader.answers.mistakes(check, grader.device, seed)
        on_seeds.append([*_mistakes_that_are_none(check, check.cases(seed), run, mistakes)])
    return [*_slugs_without_words(check, mistakes), *_doubles(check, mistakes), *(on_seeds[0] or on_seeds[1])]


def _slugs_without_words(check: Check, mistakes: Mistakes) -> Iterator[tuple[str, str]]:
    for slug in sorted({slug for slug, _ in mistakes} - misconceptions_of(check.lab).keys()):
        yield slug, wording.NO_WORDS.format(slug=slug, lab=check.lab)


def _mistakes_that_are_none(
    check: Check, cases: Sequence[Case], run: Run, mistakes: Mistakes
) -> Iterator[tuple[str, str]]:
    """Yield `(slug, what is wrong)` of mistakes that end in an exception, or are right, or nearly so."""
    promise = promise_of(check)
    for slug, traces in mistakes:
        details = {"slug": slug, "function": check.function}
        if mishap := next((trace.mishap for trace in traces if trace.mishap), None):
            yield slug, wording.MISTAKE_RAISES.format(**details, what=mishap.what, text=mishap.text)
        elif promise:
            if not any(map(promise, cases, traces)):
                yield slug, wording.MISTAKE_KEEPS.format(**details)
        elif not any(first_difference(expected=r, actual=t, twin=w) for r, w, t in zip(*run, traces, strict=True)):
            yield slug, wording.MISTAKE_IS_RIGHT.format(**details)
        elif (apart := farthest(*run, traces)) < MISTAKES_FROM:
            yield slug, wording.MISTAKE_IS_NEAR.format(**details, apart=apart, least=MISTAKES_FROM)


def _doubles(check: Check, mistakes: Mistakes) -> Iterator[tuple[str, str]]:
    """Yield `(slug, what is wrong)` of two names for the same numbers, of which the judge would tell neither."""
    told: set[frozenset[str]] = set()
    for (slug, traces), (other, others) in itertools.combinations(mistakes, 2):
        pair = frozenset((slug, other))
        if (
            slug != other
            and pair not in told
            and is_same_everywhere(traces, others)
            and is_same_everywhere(others, traces)
        ):
            told.add(pair)
            yield other, wording.TWO_NAMES.format(slug=slug, other=other, function=check.function)
