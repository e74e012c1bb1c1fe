"""`gradkit grade`: a class from the command line."""

import ast
import contextlib
import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import errors
from autograder.errors import UsageProblem
from autograder.labs.catalogue import Lab, lab_named
from autograder.labs.course import FILE, course
from autograder.labs.settings import BEST
from autograder.sandbox.launch import Limits, cores
from autograder.student.choice import checked_device, checked_seed, find
from autograder.student.defects import tell
from autograder.student.terminal import hear_ctrl_c
from autograder.student.wording.usage import NO_SUCH_DEVICE
from autograder.teaching import wording
from autograder.teaching.exports import export_again
from autograder.teaching.files import write_files
from autograder.teaching.grades.course import policy_for, roster_of
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.roster import Roster
from autograder.teaching.grading.pool import Pool, Settings
from autograder.teaching.grading.run import Graders, run
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.fingerprint import Fingerprint, limits_text
from autograder.teaching.ledger.plan import Plan, TakesPart
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.limits import FileLimits, limits_of
from autograder.teaching.seed import seed_named, seed_of
from autograder.teaching.submissions.collect import MOST_ATTEMPTS, Collection, collect
from autograder.teaching.summary import (
    changed_policy,
    late_lines,
    left_aside,
    marked_late,
    moved_lines,
    nothing_due,
    of_people,
    overridden_lines,
    summary,
    takes_part,
    why,
)


class _Halted(Exception):
    """The run had begun, and its folder takes no more. What is in the ledger stays there."""


@dataclass(frozen=True)
class _Order:
    """What a command line asks for: which class, and who of it takes part."""

    options: Namespace
    limits: Limits
    file_limits: FileLimits
    collection: Collection
    takes_part: TakesPart
    roster: Roster
    policy: Policy

    @classmethod
    def of(cls, options: Namespace) -> "_Order":
        """Return what is asked for, looked through. Raises `UsageProblem` and `LedgerUnusable`."""
        # First: it says where the course is a student's, whose labs are not to be looked up.
        roster = roster_of(options.roster, options.submissions, options.out)
        labs = tuple(dict.fromkeys(find(name)[0].name for name in options.lab or ())) or None
        _check_numbers(options)
        limits, file_limits = limits_of(options)
        policy = policy_for(roster, options.out)
        attempts = MOST_ATTEMPTS if policy.attempts == BEST else 1
        collection = collect(options.submissions, labs, file_limits, roster, course().settings.zone, attempts)
        return cls(options, limits, file_limits, collection, takes_part(options, collection), roster, policy)

    def tasks(self, ledger: Ledger) -> Iterator[Task]:
        """Yield each task of the class, and of what was handed in earlier where it may be what counts."""
        here: dict[tuple[str, str], set[str]] = {}
        for task in self.collection.tasks():
            here.setdefault((task.student, task.lab), set()).add(task.sha256)
            yield task
        if self.policy.attempts == BEST:
            for task in ledger.kept_tasks():
                if task.attempt not in here.get((task.student, task.lab), {task.attempt}):
                    yield task

    def fingerprints(self, ledger: Ledger, seed: int, device: str) -> Iterator[tuple[Task, Fingerprint]]:
        """Yield each task of the class with what a verdict on it would rest on."""
        limits = limits_text(self.limits, self.file_limits)
        rounds, next_round = ledger.rounds(), ledger.settings.round() + 1
        for task in self.tasks(ledger):
            # Who was graded anew because somebody asked for it stays so, whoever else is.
            again = next_round if self.options.force else rounds.get(task.key, 0)
            yield task, Fingerprint.of(task, seed, device, limits, again)


def grade(options: Namespace) -> int:
    """Run the command; return the exit status: 1 when some submissions could not be graded, 130 after Ctrl-C."""
    hear_ctrl_c()
    out = Path(options.out)
    try:
        order = _Order.of(options)
        if options.dry_run and not (out / LEDGER).exists():
            with tempfile.TemporaryDirectory() as nothing_yet:
                return _dry_run(order, nothing_yet)
        return _dry_run(order, out) if options.dry_run else _run(order, out)
    except errors.LedgerInUse:
        raise UsageProblem(wording.LEDGER_IN_USE, folder=out) from None
    except errors.LedgerDamaged as problem:
        raise UsageProblem(wording.LEDGER_DAMAGED, folder=out, reason=problem) from None
    except errors.LedgerUnusable as problem:
        raise UsageProblem(wording.LEDGER_UNUSABLE, folder=out, reason=problem) from None
    except _Halted as problem:
        _say([wording.LEDGER_HALTED.format(folder=out, reason=problem)])
        return 1
    except errors.DeviceMissing as problem:
        raise UsageProblem(NO_SUCH_DEVICE, name=problem) from None


def _check_numbers(options: Namespace) -> None:
    for option, value in {"--jobs": options.jobs, "--seconds": options.seconds}.items():
        if value is not None and not value > 0:
            raise UsageProblem(wording.NOT_POSITIVE, option=option, value=value)
    if options.submission_seconds < options.seconds:
        raise UsageProblem(wording.LESS_THAN_A_CHECK, value=options.submission_seconds, seconds=options.seconds)
    checked_seed(options.seed)


def _dry_run(order: _Order, folder: str | Path) -> int:
    """Say what a run would grade, and why. Nothing is graded, and nothing is written down."""
    with Ledger(folder) as ledger, contextlib.ExitStack() as stack:
        plan, _, _ = _planned(order, ledger, stack)
    print("\n".join([*why(plan, new=True), *nothing_due(plan)]))
    return 0


def _run(order: _Order, out: Path) -> int:
    with Ledger(out) as ledger:
        plan, missing, status, stopped = _graded(order, ledger)
        _say([*left_aside(order.collection, ledger), *of_people(order.collection, order.roster, order.policy)])
        try:
            grades = write_files(ledger, out, missing)
        except OSError as problem:
            raise _Halted(problem.strerror) from None
        _say(marked_late(grades))
        lines = [
            *summary(ledger, out, grades, export_again(out, ledger.rows())),
            *late_lines(grades),
            *moved_lines(ledger, grades),
        ]
        print("\n".join([*lines, *overridden_lines(grades)]))
        outstanding = len(ledger.outstanding() & plan.due.keys())
        _say([stopped.format(left=outstanding)] if stopped else [])
        return status or (1 if outstanding else 0)


def _graded(order: _Order, ledger: Ledger) -> tuple[Plan, tuple[str, ...], int, str]:
    """Grade what is due; return `(the plan, what does not hold student code in, exit status or 0, why it was stopped)`."""
    options, missing = order.options, ledger.settings.missing()
    with contextlib.ExitStack() as stack:
        plan, settings, graders = _planned(order, ledger, stack)
        _say([*why(plan), *nothing_due(plan)])
        if plan.due:
            graders = graders or stack.enter_context(_graders(options, settings))
            missing = tuple(graders.missing)
            if graders.level == "C" and not options.accept_weak_isolation:
                raise UsageProblem(wording.WEAK_ISOLATION, missing="; ".join(missing))
            ledger.settings.keep(missing=json.dumps(missing))
        ledger.settings.keep(seed=str(settings.seed), round=ledger.settings.round() + bool(options.force))
        _say(changed_policy(order.policy, ledger))
        ledger.settings.keep(policy=order.policy.as_json())
        ledger.keep_people(order.roster.people.values())
        ledger.enrol(plan)
        return plan, missing, *(_grade_due(order, plan, ledger, graders) if graders and plan.due else (0, ""))


def _planned(order: _Order, ledger: Ledger, stack: contextlib.ExitStack) -> tuple[Plan, Settings, Graders | None]:
    """Return what there is to do, what it is graded under, and who grades, where somebody had to be asked."""
    settings = Settings(checked_device(order.options.device), ledger.settings.seed(_seed(order.options)), order.limits)
    # Where everybody is graded already nobody need be started; what another device means is known to whoever has torch.
    graders = None if settings.device == "cpu" else stack.enter_context(_graders(order.options, settings))
    device = graders.device if graders else settings.device
    plan = ledger.plan(order.fingerprints(ledger, settings.seed, device), order.takes_part)
    for lab in {lab for _, lab, _ in plan.due}:
        _check_solution(lab_named(lab))
    return plan, settings, graders


def _check_solution(lab: Lab) -> None:
    """Raise `UsageProblem` for a solution that is no Python: with it nobody could be graded."""
    try:
        ast.parse(lab.solution.read_bytes())
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None) or 1
        raise UsageProblem(wording.BROKEN_SOLUTION, path=lab.solution, line=line, reason=problem) from None


def _grade_due(order: _Order, plan: Plan, ledger: Ledger, graders: Graders) -> tuple[int, str]:
    """Return the exit status, 0 for a run that came to its end, and why it was stopped."""
    try:
        defects = tell(run(order.tasks(ledger), plan.due, ledger, graders))
    except KeyboardInterrupt:
        return 130, wording.INTERRUPTED
    except errors.GradersLost as problem:
        return 1, wording.CLUSTER_LOST.format(address=order.options.cluster, reason=problem, left="{left}")
    except errors.LedgerUnusable as problem:
        raise _Halted(problem) from None
    return (1 if defects else 0), ""


def _seed(options: Namespace) -> int | None:
    """Return the seed that is asked for, by option or by the course that the command is typed in; None for neither."""
    try:
        if options.seed is not None:
            return int(options.seed)
        here = seed_of(Path.cwd())
        return seed_named(course().settings, Path(FILE)) if here is None else here
    except errors.CourseFileUnusable as problem:
        raise UsageProblem(wording.COURSE_FILE, problem=problem) from None


def _graders(options: Namespace, settings: Settings) -> Graders:
    if options.cluster is None:
        return Pool(settings, options.jobs or cores())
    try:
        from autograder.teaching.grading.cluster import Cluster
    except ModuleNotFoundError:
        raise UsageProblem(wording.NO_CLUSTER_EXTRA) from None
    try:
        return Cluster(options.cluster, settings)
    except errors.GradersLost as problem:
        raise UsageProblem(wording.CLUSTER_UNUSABLE, address=options.cluster, reason=problem) from None


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"gradkit: {line}", file=sys.stderr, flush=True)
