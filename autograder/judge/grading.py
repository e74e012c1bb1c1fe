"""Grade one student's file of one lab: send the checks out, judge what comes back, see what waits for what."""

import contextlib
import functools
import time
from dataclasses import replace

from autograder.errors import Defect, DeviceMissing, OracleLost, WorkersLost
from autograder.judge import ORACLE, plan_for, wording
from autograder.judge.defect import defect_of
from autograder.judge.judging import Judged, has_promise, judge, named
from autograder.judge.recorded import RecordedAnswers
from autograder.judge.status import Status
from autograder.judge.trace_pairs import trace_pairs_of
from autograder.judge.verdict import Verdict
from autograder.labs.catalogue import STUDENT_SEED, lab_named
from autograder.labs.stubs import NOT_WRITTEN, TO_MEND, broken_functions
from autograder.sandbox.client import ForkedWorkers, SpawnedWorkers
from autograder.sandbox.isolation import UNTRIED, attempt_everything
from autograder.sandbox.launch import can_fork, launch_server
from autograder.sandbox.limits import Limits
from autograder.trace.request import Request


class Grader:
    """Holds warm workers and the line to the answers. Starting returns at once; torch is imported meanwhile.

    `limits` are what a check and a whole file may use up. `slots` is how many checks run at a time, 0 for one per core.
    `launched` is a server by `plan_for` that was started earlier still. `answers` are those of several graders, and are
    not ended with one of them.
    """

    def __init__(self, device="cpu", seed=STUDENT_SEED, limits=None, launched=None, *, slots=0, answers=None):
        self.limits, self._slots = limits or Limits(), slots
        self._shares_answers = answers is not None
        self._workers = self._new_workers(device, launched)
        self.answers = answers or _answers_over(self._workers.channel)
        self._seconds = {}
        self._wanted_device, self.seed = device, seed
        self._device = "cpu" if device == "cpu" else None

    def _new_workers(self, device, launched=None, oracle=True):
        if not can_fork():
            return SpawnedWorkers(self._slots)
        plan = plan_for(device, slots=self._slots, limits=self.limits)
        alone = self._shares_answers or not oracle
        return ForkedWorkers(launched or launch_server(replace(plan, sibling="") if alone else plan))

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()

    def hang_up(self):
        """End the workers at once, from any thread: what is being graded becomes `infra`. Closing is still due."""
        self._workers.hang_up()

    def close(self):
        """End every process that was started."""
        if not self._shares_answers:
            self.answers.close()
        self._workers.close()

    @property
    def device(self):
        """The device that checks run on. Raises `DeviceMissing` when this machine has not the one asked for."""
        if self._device is None:
            self._device = self.answers.device(self._wanted_device)
            if not self._device:
                raise DeviceMissing(self._wanted_device)
            if self._wanted_device == "auto" and self._device != "cpu":
                self._leave_the_wall()
        return self._device

    def _leave_the_wall(self):
        """Go on with workers that can reach the GPU that was found. The line to the answers stays."""
        self._workers.hang_up()
        self._workers = self._new_workers(self._device, oracle=False)
        vars(self).pop("isolation", None)

    def has_device(self, name):
        """Tell whether torch computes on a device here."""
        return bool(self.answers.device(name))

    @functools.cached_property
    def isolation(self):
        """What holds student code in on this machine: an `Isolation`, tried when it is first asked for.

        Raises `WorkersLost` when there is nobody left to try it.
        """
        return attempt_everything(self._workers, self.limits) if can_fork() else UNTRIED

    @property
    def level(self):
        """The isolation level of this machine: A, B or C."""
        try:
            return self.isolation.level
        except WorkersLost:  # the verdicts say so too
            return UNTRIED.level

    @property
    def missing(self):
        """What does not hold student code in on this machine, in words."""
        try:
            return self.isolation.missing
        except WorkersLost:
            return UNTRIED.missing

    def grade(self, lab, source, filename, checks=None):
        """Return the verdicts on `checks` (all of the lab's, by default), in the lab's order.

        `source` is the file's bytes, `filename` what the student calls it. Checks that a wanted one turns out to call
        are run too, and not returned.
        """
        lab, deadline = lab_named(lab), time.monotonic() + self.limits.submission_seconds
        wanted = tuple(checks or lab.checks)
        if len(source) > self.limits.source:
            detail = wording.OVER_LIMIT.format(size=len(source), limit=self.limits.source)
            return [Verdict(check, Status.REFUSED, detail=detail) for check in wanted]
        judged = self._run(lab, source, filename, wanted, deadline)
        missing = called_and_not_run(lab, judged)
        if missing:
            judged |= self._run(lab, source, filename, missing, deadline)
        level = self.level
        verdicts = [last_word(check, judged, source, self.answers, self.seed) for check in wanted]
        return [replace(_within(verdict, source), isolation=level, seed=self.seed) for verdict in verdicts]

    def expect(self, checks, source):
        """Let the oracle begin with the references that these checks of a file will need. Returns at once."""
        for check in checks:
            with contextlib.suppress(Exception):  # a defect of the lab: whoever judges by it hears of it
                if not has_promise(check) and not _is_not_written(check, source):
                    self.answers.expect(check, self.device, self.seed)

    def trace_pairs(self, check, probe, source, filename):
        """Return `(status, [TracePair, …])`: what `probe` writes down on the published cases of a check.

        The status is None when every case was walked to its end, else what became of the student's function.
        """
        if len(source) > self.limits.source:
            return Status.REFUSED, []
        cases = check.published_cases()
        request = Request(check.lab, probe, source, filename, cases, self.device, check.seed_of_code(self.seed))
        try:
            self.answers.expect(check, self.device, self.seed, probe)
            outcomes = [outcome for _, outcome in self._workers.run([request], self.limits.seconds)]
            return trace_pairs_of(outcomes[0], cases, *self.answers.reference(check, self.device, self.seed, probe))
        except (WorkersLost, OracleLost):
            return Status.INFRA, []

    def _run(self, lab, source, filename, checks, deadline):
        # What took longest last time goes first, so that no core is left with it at the end.
        checks = sorted(checks, key=lambda check: -self._seconds.get(check.name, 0.0))
        self.expect(checks, source)
        requests, cases = [], {}
        judged = {}
        for check in checks:
            try:
                cases[check] = check.cases(self.seed)
            except Exception as problem:
                judged[check] = self._defective(check, defect_of(problem, check.lab, check.function))
                continue
            seed = check.seed_of_code(self.seed)
            requests.append(Request(lab.name, check.function, source, filename, cases[check], self.device, seed))
        checks = list(cases)
        try:
            for number, outcome in self._workers.run(requests, self.limits.seconds, deadline):
                self._seconds[checks[number].name] = outcome.seconds
                judged[checks[number]] = self._judge(checks[number], cases[checks[number]], outcome)
        except WorkersLost as loss:
            for check in checks:
                judged.setdefault(check, self._infra(check, loss))
        return judged

    def _judge(self, check, cases, outcome):
        try:
            return judge(check, cases, outcome, self.answers, device=self.device, seed=self.seed)
        except OracleLost as loss:
            return self._infra(check, loss)
        except Exception as problem:
            return self._defective(check, defect_of(problem, check.lab, check.function))

    def _infra(self, check, loss):
        return Judged(Verdict(check, Status.INFRA, detail=str(loss), device=self.device))

    def _defective(self, check, defect):
        # What it says may hold hidden inputs, or an answer: students read the rest.
        return Judged(Verdict(check, Status.INFRA, detail=wording.DEFECT_IN_LAB, device=self.device, defect=defect))


def _answers_over(channel):
    """Return the `Answers` of this kit. A student's has no oracle, nor the module that would ask it."""
    if not ORACLE:
        return RecordedAnswers()
    from autograder.judge.answers.client import OracleAnswers

    return OracleAnswers(channel)


def last_word(check, judged, source, answers, seed):
    """Return the verdict on a check of a file, now that those on others are known: given so, waiting, or wrong and named.

    `judged` maps checks to what was found of each, those that this one calls among them.
    """
    verdict = judged[check].verdict
    if verdict.passed or not verdict.status.is_settled:
        return verdict
    if _stands_as_given(check, source):
        return replace(verdict, status=Status.FAIL, as_given=True)
    if waits_for := _waits_for(check, judged):
        return replace(verdict, status=Status.BLOCKED, waits_for=waits_for)
    if verdict.status is not Status.FAIL:
        return verdict
    try:
        return named(judged[check], check.cases(seed), answers, seed)
    except OracleLost:
        return verdict  # right or wrong is known, and only the name is not
    except Defect as defect:  # a known mistake that is none takes no verdict down
        return replace(verdict, defect=defect)
    except Exception:  # numbers that nobody computed: they have no name
        return verdict


def _within(verdict, source):
    """Return a verdict that names no line beyond the file's end: a process may say any number."""
    lines = len(source.splitlines())
    mishap = verdict.mishap
    if mishap and mishap.line > lines:
        mishap = replace(mishap, line=0)
    return replace(verdict, line=verdict.line if verdict.line <= lines else 0, mishap=mishap)


def called_and_not_run(lab, judged):
    """Return the checks of a lab that one which has failed calls, and that nobody has run yet."""
    called = {name for found in judged.values() if not found.verdict.passed for name in found.calls}
    return tuple(check for check in lab.checks if check.function in called and check not in judged)


def _is_not_written(check, source):
    """Tell whether a function is still the stub's, so that nobody need know its answer."""
    return NOT_WRITTEN.format(function=check.function).encode() in source


def _stands_as_given(check, source):
    """Tell whether a function to mend stands there as it was given: then it has failed, whatever else became of it."""
    given = broken_functions(check.lab).get(check.function, "") if check.kind == "mend" else ""
    return bool(given) and _code_alone(given.encode()) in _code_alone(source)


def _code_alone(source):
    """Return a file without blank lines and without the remark that something is to be mended: it mends nothing."""
    remark = TO_MEND.strip().encode()
    return b"".join(line + b"\n" for line in source.splitlines() if line.strip() not in (b"", remark))


def _waits_for(check, judged):
    """Return the function that a check which has failed calls, and which has failed itself; "" where there is none."""
    verdict, calls = judged[check].verdict, judged[check].calls
    if not verdict.status.may_come_from_another:
        return ""
    # In the lab's order: which of them ended first is chance.
    others = [other for other in lab_named(check.lab).checks if other in judged]
    failed = [other for other in others if other.function in calls and not judged[other].verdict.passed]
    if verdict.status is Status.NOT_STARTED:
        failed = [other for other in failed if verdict.mishap.function == other.function]
    if not failed or any(check.function in judged[other].calls for other in failed):
        return ""
    return failed[0].function
