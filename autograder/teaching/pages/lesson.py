"""What a lesson can begin with: the mistakes that most students make, each with a question to be shown large."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import shorten

from autograder.judge.verdict import Status
from autograder.labs.misconceptions import misconceptions_of
from autograder.language import told
from autograder.source import source_lines
from autograder.teaching import wording
from autograder.teaching.pages.clusters import LONGEST, Cluster
from autograder.teaching.pages.contour_map import contour_map_of, two_paths
from autograder.teaching.pages.names import number
from autograder.teaching.pages.rendering import Shown
from autograder.teaching.rows import NO_FACTS, Facts, LedgerRow, grouped
from autograder.text import one_line

THINGS = 3
# A question that is asked of one student alone is no question for a class.
FEWEST = 2
# The file of a student's lab, by both.
Sources = Mapping[tuple[str, str], bytes]


@dataclass(frozen=True)
class Mistake:
    """A mistake that has a name, or a cluster: `says` is what its students do, `key` what they are found by.

    `whole` tells that it keeps the whole file from being run.
    """

    key: str
    says: str
    question: str
    rows: tuple[LedgerRow, ...]
    whole: bool = False

    @cached_property
    def students(self) -> frozenset[str]:
        """Who makes it."""
        return frozenset(row.student for row in self.rows)

    @cached_property
    def where(self) -> list[str]:
        """The functions in which it is made most often, or the file."""
        names = (f"{row.lab}.py" if self.whole else row.check for row in self.rows)
        return [name for name, _ in Counter(names).most_common(3)]


def needed(rows: Iterable[LedgerRow]) -> Iterator[LedgerRow]:
    """Yield rows with what the page of a class needs of them: texts that students' own pages show take much room."""
    has_example = set()
    for row in rows:
        facts, message = row.facts, ""
        if row.status is Status.PASS:
            # One descent that is right is drawn beside one that is not.
            is_first = facts.path is not None and (row.lab, row.check) not in has_example
            has_example.update([(row.lab, row.check)] if is_first else [])
            facts = Facts(path=facts.path) if is_first else NO_FACTS
        elif row.status.is_wrong:
            message = row.message if facts == NO_FACTS else ""
            facts = replace(facts, printed="")
        else:
            facts = Facts(waits_for=facts.waits_for)
        yield replace(row, facts=facts, message=message)


def named_mistakes(rows: Iterable[LedgerRow]) -> list[Mistake]:
    """Return the mistakes that have a name, that of most students first."""
    made = grouped((row for row in rows if row.misconception), lambda row: row.misconception or "")
    found = []
    for slug, of_slug in made.items():
        known = misconceptions_of(of_slug[0].lab).get(slug)
        says, question = (known.habit, told(known.question)) if known else (slug, of_slug[0].facts.question)
        found.append(Mistake(slug, says, question, tuple(of_slug)))
    return sorted(found, key=lambda mistake: (-len(mistake.students), mistake.key))


def things_for_tomorrow(rows: list[LedgerRow], named: list[Mistake], clusters: list[Cluster]) -> list[Shown]:
    """Return what would help most students, most of all first."""
    unnamed = [
        Mistake(one.tag, one.what, one.rows[0].facts.question, one.rows, whole=not one.check)
        for one in clusters
        if not one.is_untouched
    ]
    of_lab = grouped(rows, lambda row: (row.student, row.lab))
    found = [
        (len(one.students), sum(_at_stake(row, of_lab[row.student, row.lab], one.whole) for row in one.rows), one)
        for one in (*named, *unnamed)
        if len(one.students) >= FEWEST
    ]
    found.sort(key=lambda thing: thing[:2], reverse=True)
    return [_thing(one, points, rows) for _, points, one in found[:THINGS]]


def _at_stake(row: LedgerRow, of_lab: list[LedgerRow], whole: bool) -> float:
    """Return the points that are missing at a function and at those that wait for it, or in the whole file."""
    return sum(one.max_points - one.points for one in of_lab if whole or row.check in (one.check, one.facts.waits_for))


def _thing(mistake: Mistake, points: float, rows: list[LedgerRow]) -> Shown:
    example = max(mistake.rows, key=_shows)
    stake = wording.POINTS_AT_STAKE.format(points=number(points))
    return {
        "mistake": mistake,
        "where": f"{', '.join(mistake.where)}; {stake}",
        "title": f"{example.lab}.{'py' if mistake.whole else example.check}",
        "example": example,
        "figure": _figure(example, rows),
    }


def _shows(row: LedgerRow) -> tuple[bool, bool, bool, bool]:
    """Tell how much there is to see of a mistake in a row, to compare by."""
    path, is_drawn = row.facts.path, False
    if path is not None and path.parted is not None:
        is_drawn = contour_map_of(row.lab, row.check) is not None
    return is_drawn, row.facts.table is not None, row.facts.difference is not None, not row.facts.fresh


def _figure(example: LedgerRow, rows: list[LedgerRow]) -> Shown | None:
    """Return the drawing of two descents on the published case: one with the mistake, and one that is right."""
    paths = example.facts.path
    contours = contour_map_of(example.lab, example.check) if paths and paths.parted is not None else None
    if paths is None or contours is None:
        return None
    where = (example.lab, example.check, Status.PASS)
    of_class = (row.facts.path for row in rows if (row.lab, row.check, row.status) == where)
    of_another = next((path for path in of_class if path and path.steps == paths.steps), None)
    right = of_another.yours if of_another else paths.right
    drawn = two_paths(contours, replace(paths, right=right))
    said = [wording.TWO_OF_THE_CLASS if of_another else wording.ONE_OF_THE_CLASS]
    said.append(wording.THEY_PART.format(step=paths.parted))
    said += [] if drawn["left"] is None else [wording.IT_LEAVES.format(step=drawn["left"] + 1)]
    said += [wording.NOT_LOOKED_AT] if drawn["yours"].gaps or drawn["right"].gaps else []
    return {**drawn, "said": " ".join(said)}


def quoted(row: LedgerRow, sources: Sources) -> str:
    """Return the line at which a student's code stopped, "" where it is not known: then a row names the function's own."""
    lines = source_lines(sources.get((row.student, row.lab), b""))
    line = one_line(lines[row.facts.line - 1]) if row.facts.stopped and 0 < row.facts.line <= len(lines) else ""
    return "" if line.startswith(f"def {row.check}(") else shorten(line, LONGEST, placeholder="…")
