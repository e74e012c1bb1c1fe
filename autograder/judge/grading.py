"""Grade students' files: warm workers run what their checks ask for, the answers' line says what is right."""

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, TypeVar

from autograder.errors import DeviceMissing, OracleLost, WorkersLost
from autograder.judge import ORACLE, plan_for
from autograder.judge.file_grading import File, FileGrading, Jobs
from autograder.judge.judging import TracePairs, hangs_on_import, promise_of, read_reply, trace_pairs_of
from autograder.judge.messages import Answers
from autograder.judge.recorded import RecordedAnswers
from autograder.judge.sealed import opened, path_of_sealed, requests_of
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import STUDENT_SEED, Check, is_students_kit, lab_named
from autograder.labs.stubs import NOT_WRITTEN
from autograder.sandbox.client import ForkedWorkers, SpawnedWorkers, Workers
from autograder.sandbox.isolation import UNTRIED, Isolation, attempt_everything
from autograder.sandbox.job import Outcome
from autograder.sandbox.launch import Launched, Limits, can_fork, cores, launch_server
from autograder.trace import Request

# Files on their way beyond those that run: enough that no core waits while we judge, few enough to stay small.
AHEAD = 2
K = TypeVar("K")


class Grader(contextlib.AbstractContextManager["Grader"]):
    """Holds warm workers and the line to the answers. Starting returns at once; torch is imported meanwhile.

    `limits` are what a check and a whole file may use up. `slots` is how many files run at a time, 0 for one per core.
    `launched` is a server by `plan_for` that was started earlier still.
    """

    def __init__(
        self,
        device: str = "cpu",
        seed: int = STUDENT_SEED,
        limits: Limits | None = None,
        launched: Launched | None = None,
        *,
        slots: int = 0,
    ) -> None:
        self.limits, self._slots = limits or Limits(), slots or cores()
        self._workers = self._new_workers(device, launched)
        self.answers = _answers_over(self._workers.channel)
        self._wanted_device, self.seed = device, seed
        self._device = "cpu" if device == "cpu" else ""
        self._workers_lost = False
        self._apart: dict[int, list[Outcome]] = {}

    def _new_workers(self, device: str, launched: Launched | None = None, oracle: bool = True) -> Workers:
        if not can_fork():
            return SpawnedWorkers(self._slots)
        plan = plan_for(device, slots=self._slots, limits=self.limits)
        return ForkedWorkers(launched or launch_server(plan if oracle else replace(plan, sibling="")))

    def __exit__(self, *problem: object) -> None:
        self.close()

    def hang_up(self) -> None:
        """End the workers at once: what is being graded becomes `infra`. Closing is still due."""
        self._workers_lost = True
        self._workers.hang_up()

    def close(self) -> None:
        """End every process that was started."""
        self.answers.close()
        self._workers.close()

    @property
    def lost(self) -> bool:
        """Tell whether a process that this grader needs is gone: another grader is needed."""
        return self._workers_lost or self.answers.lost

    @property
    def device(self) -> str:
        """The device that checks run on. Raises `DeviceMissing` when this machine has not the one asked for."""
        if not self._device:
            self._device = self.answers.device(self._wanted_device)
            if not self._device:
                raise DeviceMissing(self._wanted_device)
            if self._wanted_device == "auto" and self._device != "cpu":
                self._leave_the_wall()
        return self._device

    def _leave_the_wall(self) -> None:
        """Go on with workers that can reach the GPU that was found. The line to the answers stays."""
        self._workers.hang_up()
        self._workers = self._new_workers(self._device, oracle=False)
        vars(self).pop("isolation", None)

    @functools.cached_property
    def isolation(self) -> Isolation:
        """What holds student code in on this machine, tried when it is first asked for.

        Raises `WorkersLost` when there is nobody left to try it.
        """
        return attempt_everything(self._workers, self.limits) if can_fork() else UNTRIED

    @property
    def isolation_or_untried(self) -> Isolation:
        """The same, or none where there is nobody left to try it."""
        try:
            return self.isolation
        except WorkersLost:  # the verdicts say so too
            return UNTRIED

    def grade(
        self, lab: str, source: bytes, filename: str, checks: Sequence[Check] | None = None, *, practice: bool = False
    ) -> list[Verdict]:
        """Return the verdicts on `checks` (all of the lab's, by default), in the lab's order.

        `source` is the file's bytes, `filename` what the student calls it. Checks that a wanted one turns out to call
        are run too, and not returned. In `practice` nothing is hidden: see `File`.
        """
        file = File(lab, source, filename, tuple(checks or lab_named(lab).checks), practice)
        # Somebody waits for this one file, and most cores are idle.
        ((_, verdicts),) = self.grade_all([(None, file)], together=self._slots == 1)
        return verdicts

    def grade_all(self, files: Iterable[tuple[K, File]], *, together: bool = True) -> Iterator[tuple[K, list[Verdict]]]:
        """Yield the verdicts on every file, in the order in which they end, each under the key that it came with.

        The checks of a file run `together` in one process, which costs least, or each by itself, which is soonest done.
        As many processes as there are slots run at a time. Closing the generator ends what is running. When the workers are
        lost, what is running becomes `infra` and no other file is begun: see `lost`. Where they were lost before, all files
        are.
        """
        waiting, was_lost = iter(files), self.lost
        running: dict[FileGrading, K] = {}
        try:
            while True:
                room = 0 if self.lost and not was_lost else max(0, self._slots + AHEAD - len(running))
                begun = {self._begin(file, together): key for key, file in itertools.islice(waiting, room)}
                running |= begun
                for one in list(running):
                    if one.verdicts is not None:
                        yield running.pop(one), self._stamped(one.verdicts, one.seed)
                if running:
                    self._receive(running)
                elif not begun:
                    return
        finally:
            if running:
                self.hang_up()

    def run_apart(self, requests: Sequence[Request], limit: float) -> Callable[[], list[Outcome]]:
        """Have requests run in a process of their own, beside all that is graded; return what waits for their outcomes.

        Raises `WorkersLost`, as that does.
        """
        with self._noting_a_loss():
            number = self._workers.submit(requests, limit)
        self._apart[number] = []
        return functools.partial(self._outcomes_of, number)

    def _outcomes_of(self, number: int) -> list[Outcome]:
        with self._noting_a_loss():
            return self._apart.pop(number) or self._workers.wait_for(number)

    @contextlib.contextmanager
    def _noting_a_loss(self) -> Iterator[None]:
        try:
            yield
        except WorkersLost:
            self._workers_lost = True
            raise

    def _begin(self, file: File, together: bool) -> FileGrading:
        seed = self.seed if file.seed is None else file.seed
        self.expect(file.checks, file.source, seed)
        one = FileGrading(file, self.answers, self.device, seed, self.limits, together=together)
        self._go_on(one, lambda: next(one.run))
        return one

    def _receive(self, running: Iterable[FileGrading]) -> None:
        """Wait for a job to end, and let its file take its next step where that was the last that it waited for."""
        try:
            number, outcomes = self._workers.receive()
        except WorkersLost as loss:
            self._workers_lost = True
            for one in running:
                self._go_on(one, functools.partial(one.run.throw, loss))
            return
        if number in self._apart:
            self._apart[number] = outcomes
        for one in running:
            if number in one.jobs:
                one.jobs[number] = outcomes
                waiting = [other for other, told in one.jobs.items() if not told]
                if not waiting:
                    self._go_on(one, functools.partial(one.run.send, list(itertools.chain(*one.jobs.values()))))
                elif any(map(hangs_on_import, outcomes)):
                    for other in waiting:
                        self._workers.take_back(other)

    def _go_on(self, one: FileGrading, step: Callable[[], Jobs]) -> None:
        """Let a file take a step: what that asks for is sent to the workers, or its verdicts are there."""
        try:
            jobs = step()
            while True:
                try:
                    one.jobs = {self._workers.submit(job, self.limits.seconds, one.budget): [] for job in jobs}
                    return
                except WorkersLost as loss:
                    self._workers_lost = True
                    jobs = one.run.throw(loss)
        except StopIteration as end:
            one.verdicts = end.value
        except Exception as problem:  # one file must not end a class: whatever goes wrong on our side is told as that
            one.verdicts = one.failed(problem)

    def _stamped(self, verdicts: list[Verdict], seed: int) -> list[Verdict]:
        level = self.isolation_or_untried.level
        return [replace(verdict, isolation=level, seed=seed) for verdict in verdicts]

    def expect(self, checks: Iterable[Check], source: bytes, seed: int | None = None) -> None:
        """Let the oracle begin with the references that these checks of a file will need. Returns at once."""
        for check in checks:
            with contextlib.suppress(Exception):  # a defect of the lab: whoever judges by it hears of it
                # Of a function that is still the stub's nobody need know the answer.
                if not promise_of(check) and NOT_WRITTEN.format(function=check.function).encode() not in source:
                    self.answers.expect(check, self.device, self.seed if seed is None else seed)

    def trace_pairs(self, check: Check, probe: str, source: bytes, filename: str) -> TracePairs:
        """Return `(status, [TracePair, …])`: what `probe` writes down on the published cases of a check.

        The status is None when every case was walked to its end, else what became of the student's function.
        """
        if len(source) > self.limits.source:
            return Status.REFUSED, []
        cases = check.published_cases()
        request = Request(check.lab, probe, source, filename, cases, self.device, check.seed_of_code(self.seed))
        try:
            self.answers.expect(check, self.device, self.seed, probe)
            outcome = self._workers.run(request, self.limits.seconds)
            return trace_pairs_of(outcome, cases, *self.answers.reference(check, self.device, self.seed, probe))
        except (WorkersLost, OracleLost):
            return Status.INFRA, []

    def solution(self, lab: str, source: bytes, filename: str) -> str:
        """Return the text of a lab's solution, for a file that has passed.

        In a student's kit that file's own functions have to open it; it is "" where they do not. See `judge/sealed.py`.
        """
        if not is_students_kit():
            return lab_named(lab).solution.read_text(encoding="utf-8")
        sealed = path_of_sealed(lab).read_bytes()
        requests = [replace(request, source=source, filename=filename) for request in requests_of(sealed)]
        outcomes = [self._workers.run(request, self.limits.seconds) for request in requests]
        reports = [read_reply(outcome, request.cases)[0] for outcome, request in zip(outcomes, requests, strict=True)]
        return opened(sealed, [trace for report in reports if report for trace in report.traces]).decode()


def _answers_over(channel: tuple[BinaryIO, BinaryIO] | None) -> Answers:
    """Return the `Answers` of this kit. A student's has no oracle, nor the module that would ask it."""
    if not ORACLE:
        return RecordedAnswers()
    from autograder.judge.answers.client import OracleAnswers

    return OracleAnswers(channel)
