"""Why a verdict has its name, or none: what every number of it says, and how near it is to each known mistake."""

from collections.abc import Iterable, Iterator

from autograder.judge.judging import promise_of
from autograder.judge.rates import WRONG_RATE
from autograder.judge.verdict import Status, Verdict
from autograder.labs.misconceptions import misconceptions_of
from autograder.language import told
from autograder.student.board import status_words
from autograder.student.card import pair_of
from autograder.teaching.explain import wording
from autograder.teaching.explain.cases import stop_of, tolerances
from autograder.teaching.explain.document import Block, Section, Table
from autograder.teaching.explain.evidence import CaseResult, Evidence, Neighbour
from autograder.text import plain

# So many known mistakes are shown beside the numbers; the others are farther away, and named.
NEAREST = 8


def why(verdict: Verdict, evidence: Evidence) -> Section:
    """Return why a verdict has its name, or none, and how near it is to every known mistake."""
    if verdict.passed:
        return Section(wording.WHY_RIGHT, tuple(_why_right(evidence.results, verdict)))
    title = wording.WHY_NAMED.format(name=verdict.misconception) if verdict.misconception else wording.WHY_UNNAMED
    blocks: list[Block] = [*_reasons(verdict, evidence)]
    has_numbers = any(result.was_run and not result.mishap for result in evidence.results)
    is_looked_into = has_numbers and verdict.status is not Status.BLOCKED and not verdict.as_given
    if (known := evidence.neighbours) and is_looked_into:
        beside = [evidence.solution] if evidence.solution else []
        blocks.append(_table([*beside, *known[:NEAREST]]))
        if others := [one.slug for one in known[NEAREST:]]:
            blocks.append(wording.FARTHER.format(names=", ".join(others)))
    return Section(title, tuple(blocks))


def _why_right(results: Iterable[CaseResult], verdict: Verdict) -> Iterator[str]:
    results = list(results)
    if promise_of(verdict.check):
        yield wording.KEEPS_ALL.format(count=len(results))
        return
    farthest = max(results, key=lambda result: result.farthest)
    yield wording.ALL_WITHIN.format(distance=tolerances(farthest.farthest), number=farthest.number)


def _reasons(verdict: Verdict, evidence: Evidence) -> Iterator[str]:
    results, count = evidence.results, len(evidence.results)
    words = status_words(verdict.status)
    if verdict.as_given:
        yield wording.AS_GIVEN
    elif verdict.status is Status.BLOCKED:
        yield wording.WAITS.format(function=verdict.waits_for)
    elif not verdict.traces:
        yield wording.NO_NUMBERS.format(words=words)
        yield from filter(None, [stop_of(verdict.mishap) if verdict.mishap else plain(told(verdict.detail))])
    elif stopped := next((result for result in results if result.mishap), None):
        yield wording.STOPPED_BEFORE.format(number=stopped.number, count=count)
    elif verdict.misconception:
        yield from _named(verdict, evidence)
    elif evidence.defect or verdict.defect:
        yield wording.MISTAKE_DEFECTIVE.format(line=evidence.defect or verdict.defect)
    else:
        fitting = [one.slug for one in evidence.neighbours if not one.parts_in]
        if fitting:
            yield wording.ALL_FIT.format(names=", ".join(fitting))
        elif evidence.neighbours:
            yield wording.NONE_FITS.format(count=count, known=len(evidence.neighbours))
        else:
            yield wording.NONE_KNOWN
        if verdict.relation:
            yield _related(verdict)


def _related(verdict: Verdict) -> str:
    got = pair_of(verdict.difference)[1] if verdict.difference else ""
    return wording.IS_RELATED.format(got=got, relation=told(verdict.relation))


def _named(verdict: Verdict, evidence: Evidence) -> Iterator[str]:
    count = len(evidence.results)
    found = next((one for one in evidence.neighbours if one.slug == verdict.misconception and not one.parts_in), None)
    if found:
        yield wording.EXPLAINS_ALL.format(count=count, distance=tolerances(found.distance))
    elif verdict.misconception == WRONG_RATE and evidence.rate is not None:
        yield wording.AT_A_RATE.format(count=count, rate=evidence.rate)
    else:
        yield wording.HARD_CODED
    if known := misconceptions_of(verdict.check.lab).get(verdict.misconception):
        yield wording.WHO_DOES.format(habit=known.habit)
    if verdict.relation:
        yield _related(verdict)


def _table(known: Iterable[Neighbour]) -> Table:
    rows = []
    for one in known:
        alike = wording.ALIKE.format(count=one.alike, all=one.numbers)
        rows.append((one.slug or wording.THE_SOLUTION, alike, tolerances(one.distance), _parts(one)))
    return Table(wording.MISTAKES_HEAD, tuple(rows), (False,) * len(rows))


def _parts(one: Neighbour) -> str:
    if not one.parts_in:
        return ""
    if one.difference is None:
        return wording.PARTS_STOPPED.format(number=one.parts_in)
    theirs, mine = pair_of(one.difference)
    return wording.PARTS.format(number=one.parts_in, what=told(one.difference.what), theirs=theirs, mine=mine)
