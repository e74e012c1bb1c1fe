"""`gradkit grade`: a class from the command line, and what is said about it."""

import sys
from collections import Counter
from pathlib import Path

from autograder.batch.collect import Unreadable, collect
from autograder.batch.crew import Crew, CrewLost
from autograder.batch.ledger import NAME as LEDGER
from autograder.batch.ledger import InUse, Ledger, Unusable
from autograder.batch.outputs import WORST, write_grades, write_results
from autograder.batch.run import run
from autograder.batch.station import Terms
from autograder.batch.text import plain
from autograder.faces import wording
from autograder.faces.choice import checked_device, find
from autograder.faces.facts import facts
from autograder.faces.limits import limits_of
from autograder.faces.problems import UsageProblem
from autograder.faces.progress import progress
from autograder.faces.report import FEEDBACK, REPORT, meta_of, write_report
from autograder.faces.rows import row
from autograder.judge.grading import DeviceMissing
from autograder.worker.launch import cores

RESULTS = "results.jsonl"
GRADES = "grades.csv"
# Of a long list, as many are named as somebody reads.
NAMED = 5


class _Halted(Exception):
    """The run had begun, and its folder takes no more. What is in the ledger stays there."""


def grade(options):
    """Run the command; return the exit status: 1 when some submissions could not be graded, 130 after Ctrl-C."""
    labs = tuple(dict.fromkeys(find(name)[0].name for name in options.lab or ())) or None
    _check_numbers(options)
    limits, of_files = limits_of(options)
    collection, out = _collected(options.submissions, labs, of_files), Path(options.out)
    try:
        with Ledger(out) as ledger:
            status, why, missing = _graded(options, limits, labs, collection, ledger)
            _say(_left_aside(collection, ledger))
            _write(ledger, out, missing)
            print("\n".join(_summary(ledger, out)))
            outstanding = ledger.outstanding()
            _say([why.format(left=outstanding)] if why else [])
            return status or (1 if outstanding else 0)
    except InUse:
        raise UsageProblem("LEDGER_IN_USE", folder=out) from None
    except Unusable as problem:
        raise UsageProblem("LEDGER_UNUSABLE", folder=out, reason=problem) from None
    except _Halted as problem:
        _say([wording.LEDGER_HALTED.format(folder=out, reason=problem)])
        return 1


def describe(verdict, student):
    """Return what the ledger keeps of a verdict: the row of `results.jsonl`, and the facts that pages are made of."""
    described = {**row(verdict, student), "facts": facts(verdict)}
    if verdict.status == "missing":
        described["message"] = wording.MISSING_IN_CLASS.format(lab=verdict.check.lab)
    return described


def _check_numbers(options):
    for option, value in {"--jobs": options.jobs, "--seconds": options.seconds}.items():
        if value is not None and not value > 0:
            raise UsageProblem("NOT_POSITIVE", option=option, value=value)
    if options.submission_seconds < options.seconds:
        raise UsageProblem("LESS_THAN_A_CHECK", value=options.submission_seconds, seconds=options.seconds)
    # What a seed may be is for the libraries that it is given to: numpy's oldest generator takes 32 bits.
    if options.seed is not None and not 0 <= options.seed < 2**32:
        raise UsageProblem("BAD_SEED", value=options.seed)


def _collected(path, labs, limits):
    try:
        return collect(path, labs, limits)
    except Unreadable as problem:
        raise UsageProblem("CLASS_UNREADABLE", problem=problem) from None


def _graded(options, limits, labs, collection, ledger):
    """Grade what is outstanding; return `(exit status or 0, why it was stopped, what does not hold code in)`."""
    device, seed = checked_device(options.device), ledger.seed(options.seed)
    terms = Terms(device, seed, limits, describe)
    with _crew(options, terms) as crew:
        try:
            device = crew.device
        except DeviceMissing as problem:
            raise UsageProblem("NO_SUCH_DEVICE", name=problem) from None
        if crew.level == "C" and not options.accept_weak_isolation:
            raise UsageProblem("WEAK_ISOLATION", missing="; ".join(crew.missing))
        ledger.settle(seed, device, again=options.force)
        try:
            run(collection, labs, ledger, crew, describe, progress)
        except KeyboardInterrupt:
            return 130, wording.INTERRUPTED, crew.missing
        except CrewLost as problem:
            why = wording.CLUSTER_LOST.format(address=options.cluster, reason=problem, left="{left}")
            return 1, why, crew.missing
        except Unusable as problem:
            raise _Halted(problem) from None
        return 0, "", crew.missing


def _crew(options, terms):
    if not options.cluster:
        return Crew(terms, options.jobs or cores())
    try:
        from autograder.batch.cluster import Cluster
    except ModuleNotFoundError:
        raise UsageProblem("NO_CLUSTER_EXTRA") from None
    try:
        return Cluster(options.cluster, terms)
    except DeviceMissing as problem:
        raise UsageProblem("NO_SUCH_DEVICE", name=problem) from None
    except CrewLost as problem:
        raise UsageProblem("CLUSTER_UNUSABLE", address=options.cluster, reason=problem) from None


def _write(ledger, out, missing):
    """Write what others read: results, grades, a page for each student and one for the class."""
    try:
        write_results(ledger.rows(), out / RESULTS)
        write_grades(ledger.rows(), out / GRADES, ledger.labs())
        if ledger.students():
            write_report(out, ledger.rows, meta=meta_of(out, missing))
    except OSError as problem:
        raise _Halted(problem.strerror) from None


def _left_aside(collection, ledger):
    """Yield a line for everything that is in no file: entries that are no students, students without a lab, old rows."""
    if collection.left_out:
        yield wording.LEFT_OUT.format(names=_some(collection.left_out))
    if idle := len(collection.submissions) - ledger.students():
        yield wording.WITHOUT_LABS.format(count=idle)
    if gone := ledger.gone():
        yield wording.GONE.format(names=_some(f"{student}'s {lab}" for student, lab in gone))


def _summary(ledger, out):
    """Yield what is told at the end: who, how many of each status, how well student code was held in, and where it is."""
    counts, levels, points, most = Counter(), Counter(), 0, 0
    for checked in ledger.rows():
        counts[checked["status"]] += 1
        levels[checked["isolation"]] += 1
        points, most = points + checked["points"], most + checked["max_points"]
    labs = ", ".join(ledger.labs())
    students = ledger.students()
    yield wording.GRADED[students != 1].format(students=students, labs=labs, points=points, most=most)
    yield "  " + ", ".join(
        f"{wording.IN_TABLE[status]} {counts[status]}" for status in reversed(WORST) if counts[status]
    )
    for level in sorted(levels):
        yield wording.ISOLATED.format(level=level, meaning=wording.LEVELS[level], checks=levels[level])
    yield from (f"  {out / name}" for name in (REPORT, FEEDBACK, RESULTS, GRADES, LEDGER))


def _some(names):
    names = [plain(name) for name in names]
    more = [wording.AND_MORE.format(count=len(names) - NAMED)] if len(names) > NAMED else []
    return ", ".join(names[:NAMED] + more)


def _say(lines):
    for line in lines:
        print(f"gradkit: {line}", file=sys.stderr, flush=True)
