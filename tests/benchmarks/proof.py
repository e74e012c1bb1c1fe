"""The proof: everybody grades the same mixed class, in turns, in one run, and one table says how it went."""

import statistics
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.class_of import LAB, mixed
from tests.benchmarks.course import Course
from tests.benchmarks.floor import Floor
from tests.benchmarks.measure import ratios
from tests.benchmarks.ours import Grade, PytestEach, courses
from tests.benchmarks.peers import OtterRun, stock_nbgrader
from tests.benchmarks.peers_home import NoPeers, peers_home
from tests.benchmarks.verdicts import submissions, verdicts_known, wrong_verdicts

STUDENTS = 20
TURNS = 3
# What is quick is mostly its start: what a further submission costs shows in a class so many times as large.
CROWD = 4
COLUMNS = (
    *("{count} submissions of {lab}, {turns} turns", "whole run, s each", "× ours", "once started, s each", "× ours"),
    *("peak MB", "let through", "refused"),
)
LEGEND = """
Figures are median (least–most) over the turns; ratios are taken turn by turn against `{ours}`.
whole run: the whole command divided by the submissions, with its start.
once started: what each further submission costs, in the same turn: ours from this class to one {crowd} times as large,
nbgrader's from a class of one to this class; what starts anew for each, and the floor, which is warm, have no other figure.
peak MB: the most that the whole process tree was seen to hold at once (sum of PSS).
let through: submissions with points for what deserves none. refused: submissions with points missing for right work.
The class, always the same: {kinds}; {known} verdicts are known from tests/submissions.
Left out, as the peers run everything without a wall: fork and memory bombs, full disks, kills, sockets, floods, hangs."""


@dataclass
class Result:
    """What a contestant did, turn by turn, and all its wrong verdicts in any of them."""

    contestant: object
    whole: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    wrong: set = field(default_factory=set)


def main(count=STUDENTS, turns=TURNS):
    """Let everybody grade a class of `count`."""
    ours = [Grade("gradkit grade"), Grade("gradkit grade --jobs 1", "--jobs", "1"), Floor(), *courses(), PytestEach()]
    _compare([*ours, *_theirs(stock_nbgrader, OtterRun)], count, turns)


def nbgrader(count=STUDENTS, turns=TURNS):
    """The same for nbgrader alone: with our settings, and without."""
    _compare([*courses(), *_theirs(stock_nbgrader)], count, turns)


def _theirs(*makers):
    try:
        home = peers_home()
    except NoPeers as problem:
        print(f"skipped, the peers in an environment of their own: {problem}", flush=True)
        return []
    return [maker(home) for maker in makers]


def _compare(contestants, count, turns):
    """Print the table, then the wrong verdicts, then nbgrader with our settings against nbgrader without."""
    students, crowd = mixed(count), mixed(CROWD * count)
    with tempfile.TemporaryDirectory() as folder:
        results = _results(contestants, students, crowd, turns, Path(folder))
    print("\n".join([*table(results, students), *wrong_lines(results), *nbgrader_lines(results, students)]))


def _results(contestants, students, crowd, turns, folder):
    """Let everybody take turns; return a `Result` for each."""
    results = [Result(contestant) for contestant in contestants]
    for number, contestant in enumerate(contestants):
        place = folder / str(number)
        place.mkdir()
        contestant.prepare(place, crowd if contestant.quick else students)
    for number in range(1, turns + 1):
        try:
            turn = [_turn(number, contestant, students, crowd) for contestant in contestants]
        except KeyboardInterrupt:  # it takes long: who has seen enough gets the turns that were ended
            if number == 1:
                raise
            break
        for result, (graded, started) in zip(results, turn, strict=True):
            _add(result, graded, started, students)
    return results


def _turn(number, contestant, students, crowd):
    """Return what a contestant graded, and its seconds for a further submission."""
    graded = contestant.grade(students)
    started = graded.seconds / len(students)
    print(f"turn {number}: {contestant.name}, {started:.2f} s each", flush=True)
    if not contestant.anew:
        others = crowd if contestant.quick else students[:1]
        started = (contestant.grade(others).seconds - graded.seconds) / (len(others) - len(students))
    return graded, started


def _add(result, graded, started, students):
    result.whole.append(graded.seconds / len(students))
    result.started.append(started)
    result.megabytes = max(result.megabytes, graded.megabytes)
    if result.contestant.has_verdicts:
        result.wrong |= wrong_verdicts(students, graded.points)


def table(results, students):
    """Return the lines of the table and what its columns mean."""
    head = [column.format(count=len(students), lab=LAB.name, turns=len(results[0].whole)) for column in COLUMNS]
    yield from ("", _line(head), _line(["---"] * len(head)))
    first = results[0]
    for result in results:
        cells = [result.contestant.name]
        for mine, ours in ((result.whole, first.whole), (result.started, first.started)):
            cells += [_spread(mine, ".3f"), "1" if result is first else _spread(ratios(mine, ours))]
        cells.append(f"{result.megabytes:.0f}")
        for let_through in (True, False):
            count = len(submissions(result.wrong, let_through=let_through))
            cells.append(str(count) if result.contestant.has_verdicts else "–")
        yield _line(cells)
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(student.kind for student in students).items())
    known = verdicts_known(students)
    yield from LEGEND.format(ours=first.contestant.name, kinds=kinds, known=known, crowd=CROWD).splitlines()


def _line(cells):
    return f"| {' | '.join(cells)} |"


def wrong_lines(results):
    """Say whose verdicts were wrong, on what, and by how many points."""
    for result in results:
        if result.wrong:
            yield f"\nWrong verdicts of {result.contestant.name}:"
        for one in sorted(result.wrong):
            yield f"  {one.student} ({one.kind}, {one.work}) {one.function}: {one.points:g} points, right are {one.right:g}"


def nbgrader_lines(results, students):
    """Say how nbgrader with us compares with nbgrader alone, on the same notebooks."""
    graded = [result for result in results if isinstance(result.contestant, Course)]
    (ours,) = [result for result in graded if not result.contestant.stock]
    known = verdicts_known(students)
    for other in (result for result in graded if result.contestant.stock):
        wrong = _places(other.wrong)
        parted = len(_places(ours.wrong) - wrong)
        yield f"\n{ours.contestant.name}, against {other.contestant.name}:"
        yield f"  once started {_spread(ratios(other.started, ours.started))} times as fast"
        yield f"  {known - len(wrong)} of the other's {known} known verdicts are right; ours are wrong in {parted} of these"


def _places(wrong):
    return {(one.student, one.function) for one in wrong}


def _spread(values, form=".3g"):
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"
