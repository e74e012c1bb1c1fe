"""`gradkit grade`: a class from the command line, and what is said about it."""

import contextlib
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from autograder.errors import (
    ClassUnreadable,
    CourseFileUnusable,
    DeviceMissing,
    GradersLost,
    LedgerDamaged,
    LedgerInUse,
    LedgerUnusable,
    UsageProblem,
)
from autograder.judge.status import WORST
from autograder.sandbox.launch import cores
from autograder.student.choice import checked_device, checked_seed, find
from autograder.student.defects import tell
from autograder.student.terminal import hear_ctrl_c
from autograder.student.wording import LEVELS, NO_SUCH_DEVICE
from autograder.teaching import course_file, wording
from autograder.teaching.due import Selection, moved_lines, nothing_due, some, why
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.run import run
from autograder.teaching.grading.tasks import tasks
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.fingerprint import Fingerprint, limits_text
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.ledger.tables import GRADES, RESULTS, write_grades, write_results
from autograder.teaching.limit_options import limits_of
from autograder.teaching.pages import FEEDBACK, REPORT, run_of, write_report
from autograder.teaching.progress import progress
from autograder.teaching.submissions.collect import collect


class _Halted(Exception):
    """The run had begun, and its folder takes no more. What is in the ledger stays there."""


def grade(options):
    """Run the command; return the exit status: 1 when some submissions could not be graded, 130 after Ctrl-C."""
    hear_ctrl_c()
    labs = tuple(dict.fromkeys(find(name)[0].name for name in options.lab or ())) or None
    _check_numbers(options)
    limits, of_files = limits_of(options)
    collection, out = _collected(options.submissions, labs, of_files), Path(options.out)
    chosen = Selection.of(options, collection)
    if options.dry_run and not (out / LEDGER).exists():
        with tempfile.TemporaryDirectory() as nothing_yet:
            return _dry_run(options, nothing_yet, collection, labs, chosen, (limits, of_files))
    try:
        if options.dry_run:
            return _dry_run(options, out, collection, labs, chosen, (limits, of_files))
        with Ledger(out) as ledger:
            status, stopped, missing, plan = _graded(options, (limits, of_files), labs, collection, chosen, ledger)
            _say(_left_aside(collection, ledger))
            _write(ledger, out, missing)
            print("\n".join([*_summary(ledger, out), *moved_lines(ledger)]))
            outstanding = len(ledger.outstanding() & plan.due.keys())
            _say([stopped.format(left=outstanding)] if stopped else [])
            return status or (1 if outstanding else 0)
    except LedgerInUse:
        raise UsageProblem(wording.LEDGER_IN_USE, folder=out) from None
    except LedgerDamaged as problem:
        raise UsageProblem(wording.LEDGER_DAMAGED, folder=out, reason=problem) from None
    except LedgerUnusable as problem:
        raise UsageProblem(wording.LEDGER_UNUSABLE, folder=out, reason=problem) from None
    except _Halted as problem:
        _say([wording.LEDGER_HALTED.format(folder=out, reason=problem)])
        return 1


def _check_numbers(options):
    for option, value in {"--jobs": options.jobs, "--seconds": options.seconds}.items():
        if value is not None and not value > 0:
            raise UsageProblem(wording.NOT_POSITIVE, option=option, value=value)
    if options.submission_seconds < options.seconds:
        raise UsageProblem(wording.LESS_THAN_A_CHECK, value=options.submission_seconds, seconds=options.seconds)
    checked_seed(options.seed)


def _collected(path, labs, limits):
    try:
        return collect(path, labs, limits)
    except ClassUnreadable as problem:
        raise UsageProblem(wording.CLASS_UNREADABLE, problem=problem) from None


def _dry_run(options, folder, collection, labs, chosen, limits):
    """Say what a run would grade, and why. Nothing is graded, and nothing is written down."""
    with Ledger(folder) as ledger, contextlib.ExitStack() as pools:
        seed, device = ledger.settings.seed(_seed(options)), checked_device(options.device)
        if device != "cpu":  # what it means is known to whoever has torch
            pool = pools.enter_context(_pool(options, Settings(device, seed, limits[0])))
            device = _device_of(pool)
        plan = ledger.plan(_entries(options, collection, labs, ledger, seed, device, limits), chosen)
    print("\n".join([*why(plan, new=True), *nothing_due(plan)]))
    return 0


def _graded(options, limits, labs, collection, chosen, ledger):
    """Grade what is due; return `(exit status or 0, why it was stopped, what does not hold code in, the Plan)`."""
    device, seed, last = checked_device(options.device), ledger.settings.seed(_seed(options)), ledger.settings.missing()
    settings = Settings(device, seed, limits[0])
    with contextlib.ExitStack() as pools:
        # Where everybody is graded already nobody need be started, and most often that is known before.
        pool = None if device == "cpu" else pools.enter_context(_pool(options, settings))
        device = _device_of(pool) if pool else device
        plan = ledger.plan(_entries(options, collection, labs, ledger, seed, device, limits), chosen)
        _say([*why(plan), *nothing_due(plan)])
        if plan.due:
            pool = pool or pools.enter_context(_pool(options, settings))
            if pool.level == "C" and not options.accept_weak_isolation:
                raise UsageProblem(wording.WEAK_ISOLATION, missing="; ".join(pool.missing))
            missing = tuple(pool.missing)
            ledger.settings.keep(missing=json.dumps(missing))
        else:
            missing = last
        ledger.settings.keep(seed=str(seed), round=ledger.settings.round() + bool(options.force))
        ledger.enrol(plan)
        if not plan.due:
            return 0, "", missing, plan
        try:
            defects = tell(run(collection, labs, plan.due, ledger, pool, progress))
        except KeyboardInterrupt:
            return 130, wording.INTERRUPTED, missing, plan
        except GradersLost as problem:
            stopped = wording.CLUSTER_LOST.format(address=options.cluster, reason=problem, left="{left}")
            return 1, stopped, missing, plan
        except LedgerUnusable as problem:
            raise _Halted(problem) from None
        return (1 if defects else 0), "", missing, plan


def _seed(options):
    """Return the seed that is asked for, by option or by the course that the command is typed in; None for neither."""
    try:
        return course_file.seed_of(Path.cwd()) if options.seed is None else options.seed
    except CourseFileUnusable as problem:
        raise UsageProblem(wording.COURSE_FILE, problem=problem) from None


def _device_of(pool):
    try:
        return pool.device
    except DeviceMissing as problem:
        raise UsageProblem(NO_SUCH_DEVICE, name=problem) from None


def _entries(options, collection, labs, ledger, seed, device, limits):
    """Yield each task of the class with what a verdict on it would rest on."""
    told, rounds, next_round = limits_text(*limits), ledger.rounds(), ledger.settings.round() + 1
    for task in tasks(collection, labs):
        # Who was graded anew because somebody asked for it stays so, whoever else is.
        again = next_round if options.force else rounds.get((task.student, task.lab), 0)
        yield task, Fingerprint.of(task, seed, device, told, again)


def _pool(options, settings):
    if options.cluster is None:
        return Pool(settings, options.jobs or cores())
    try:
        from autograder.teaching.grading.cluster import Cluster
    except ModuleNotFoundError:
        raise UsageProblem(wording.NO_CLUSTER_EXTRA) from None
    try:
        return Cluster(options.cluster, settings)
    except DeviceMissing as problem:
        raise UsageProblem(NO_SUCH_DEVICE, name=problem) from None
    except GradersLost as problem:
        raise UsageProblem(wording.CLUSTER_UNUSABLE, address=options.cluster, reason=problem) from None


def _write(ledger, out, missing):
    """Write what others read: results, grades, a page for each student and one for the class."""
    try:
        write_results(ledger.rows(), out / RESULTS)
        write_grades(ledger.rows(), out / GRADES, ledger.labs())
        if ledger.students():
            write_report(out, ledger.rows, run=run_of(out, missing))
    except OSError as problem:
        raise _Halted(problem.strerror) from None


def _left_aside(collection, ledger):
    """Yield a line for everything that is in no file: entries that are no students, students without a lab, old rows."""
    if collection.left_out:
        yield wording.LEFT_OUT.format(names=some(collection.left_out))
    if idle := len(collection.submissions) - ledger.students():
        yield wording.WITHOUT_LABS.format(count=idle)
    if gone := ledger.gone():
        yield wording.GONE.format(names=some(f"{student}'s {lab}" for student, lab in gone))


def _summary(ledger, out):
    """Yield what is told at the end: who, how many of each status, how well student code was held in, and where it is."""
    counts, levels, points, most = Counter(), Counter(), 0, 0
    for row in ledger.rows():
        counts[row.status] += 1
        levels[row.isolation] += 1
        points, most = points + row.points, most + row.max_points
    labs = ", ".join(ledger.labs())
    students = ledger.students()
    yield wording.GRADED[students != 1].format(students=students, labs=labs, points=points, most=most)
    yield "  " + ", ".join(
        f"{wording.IN_TABLE[status]} {counts[status]}" for status in reversed(WORST) if counts[status]
    )
    for level in sorted(levels):
        yield wording.ISOLATED.format(level=level, meaning=LEVELS[level], checks=levels[level])
    yield from (f"  {out / name}" for name in (REPORT, FEEDBACK, RESULTS, GRADES, LEDGER))


def _say(lines):
    for line in lines:
        print(f"gradkit: {line}", file=sys.stderr, flush=True)
