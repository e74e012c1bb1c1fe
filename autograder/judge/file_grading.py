"""Grade one file: its checks together in one process, then each that is not right in a process of its own, which has the
last word; then what waits for what.

A grading is a generator: it yields what is to be run and is sent what became of that, so that many files can be on
their way at once without threads.
"""

import contextlib
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from autograder.errors import CheckerFailed, Defect, OracleLost, WorkersLost
from autograder.judge import wording
from autograder.judge.counterexample import Counterexample, cases_for, counterexample
from autograder.judge.judging import Judged, judge, named
from autograder.judge.messages import Answers
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Check, Lab, lab_named
from autograder.labs.stubs import TO_MEND, functions_as_given
from autograder.language import Phrase
from autograder.sandbox.job import Outcome
from autograder.sandbox.launch import Limits
from autograder.source import source_lines
from autograder.trace import Case, Request


@dataclass(frozen=True)
class File:
    """A lab as a student wrote it: the file's bytes and what the student calls it; `checks` are those that are wanted.

    In `practice` the student checks it: nothing is hidden then, and what is wrong is looked for on small cases too.
    `seed` is what its fresh inputs are drawn from, None where that is the grader's own.
    """

    lab: str
    source: bytes
    filename: str
    checks: tuple[Check, ...]
    practice: bool = False
    seed: int | None = None


# The checks of each job that is to be run next: those of one job share a process.
Jobs: TypeAlias = list[tuple[Request, ...]]
Steps: TypeAlias = Generator[Jobs, list[Outcome], list[Verdict]]


class FileGrading:
    """The grading of one file on a device. `answers` are the judge's line to the right numbers.

    Its checks run `together` first, or each by itself from the beginning. `jobs` are those that its next step waits for, by
    number, and have a `budget` of seconds; its `verdicts` are there at the end.
    """

    def __init__(
        self, file: File, answers: Answers, device: str, seed: int, limits: Limits, *, together: bool = True
    ) -> None:
        self._file, self._answers, self._device, self.seed, self._limits = file, answers, device, seed, limits
        self._together = together
        self._judged: dict[Check, Judged] = {}
        self.budget = limits.submission_seconds
        self.run = self.steps()
        self.jobs: dict[int, list[Outcome]] = {}
        self.verdicts: list[Verdict] | None = None

    def steps(self) -> Steps:
        """Yield what is to be run, and be sent its outcomes; return the verdicts on the file's checks, in order."""
        file, limit = self._file, self._limits.source
        if len(file.source) > limit:
            detail = Phrase(wording.OVER_LIMIT, size=len(file.source), limit=limit)
            return [Verdict(check, Status.REFUSED, detail=detail) for check in file.checks]
        yield from self._settle(file.checks)
        yield from self._settle(called_and_not_run(lab_named(file.lab), self._judged))
        verdicts = [last_word(check, self._judged, file.source, self._answers, self.seed) for check in file.checks]
        verdicts = [_within(replace(verdict, practice=file.practice), file.source) for verdict in verdicts]
        return (yield from self._with_counterexamples(verdicts)) if file.practice else verdicts

    def _with_counterexamples(self, verdicts: list[Verdict]) -> Steps:
        """Return the verdicts, those that are wrong with a counterexample where one of the small cases is one."""
        requests: dict[Check, Request] = {}
        for verdict in verdicts:
            with contextlib.suppress(Exception):  # small cases of the lab with a defect: then none of them is shown
                if cases := cases_for(verdict):
                    requests[verdict.check] = self._request_of(verdict.check, cases)
        if not requests:
            return verdicts
        try:
            outcomes = yield [(request,) for request in requests.values()]
        except WorkersLost:  # what is right and wrong is known
            return verdicts
        found: dict[Check, Counterexample | None] = {}
        for (check, request), outcome in zip(requests.items(), outcomes, strict=True):
            with contextlib.suppress(Exception):  # as above, or numbers that nobody computed
                found[check] = counterexample(check, request.cases, outcome, self._answers, self._device)
        return [replace(verdict, counterexample=found.get(verdict.check)) for verdict in verdicts]

    def failed(self, problem: Exception) -> list[Verdict]:
        """Return the verdicts where something of ours ended the grading. What the machine lacks may be there later."""
        judged = self._infra if isinstance(problem, OSError) else self._defective
        return [judged(check, problem).verdict for check in self._file.checks]

    def _settle(self, checks: Iterable[Check]) -> Generator[Jobs, list[Outcome], None]:
        """Judge checks: together, and again by itself each whose word may be due to what ran before it."""
        again = yield from self._run(checks, self._together)
        yield from self._run(again, together=False)

    def _run(self, checks: Iterable[Check], together: bool) -> Generator[Jobs, list[Outcome], list[Check]]:
        """Run checks and judge them; return those about which nothing can be said yet."""
        requests = {check: request for check in checks if (request := self._request(check))}
        if not requests:
            return []
        try:
            outcomes = yield [tuple(requests.values())] if together else [(request,) for request in requests.values()]
        except WorkersLost as loss:
            self._judged.update({check: self._infra(check, loss) for check in requests})
            return []
        self.budget -= sum(outcome.seconds for outcome in outcomes)
        found = [self._judge(*asked, outcome) for asked, outcome in zip(requests.items(), outcomes, strict=True)]
        # Nothing ran before the first check's import: a file that fails there fails for each of its functions. Where it
        # hangs there, those that were still to run by themselves were taken back.
        imports = filter(None, found[:1] if together else found)
        broken = next((one for one in imports if one.verdict.fails_on_import), None)
        again = []
        for check, outcome, one in zip(requests, outcomes, found, strict=True):
            if broken and (together or outcome.end == "skipped"):
                one = replace(broken, verdict=replace(broken.verdict, check=check))
            # What another check left behind costs nobody a point.
            if one and (broken or outcome.alone or not one.verdict.status.accuses):
                self._judged[check] = one
            else:
                again.append(check)
        return again

    def _request(self, check: Check) -> Request | None:
        """Return what is to be run for a check, or None where its lab fails at its cases: then that is its verdict."""
        try:
            cases = check.cases(self.seed)
        except (Exception, SystemExit) as problem:
            self._judged[check] = self._defective(check, problem)
            return None
        return self._request_of(check, cases)

    def _request_of(self, check: Check, cases: tuple[Case, ...]) -> Request:
        file, seed = self._file, check.seed_of_code(self.seed)
        return Request(file.lab, check.function, file.source, file.filename, cases, self._device, seed)

    def _judge(self, check: Check, request: Request, outcome: Outcome) -> Judged | None:
        """Judge an outcome; None where it says nothing of the check itself."""
        if outcome.end == "skipped":
            return None
        try:
            return judge(check, request.cases, outcome, self._answers, device=self._device, seed=self.seed)
        except OracleLost as loss:
            return self._infra(check, loss)
        except CheckerFailed as problem:  # in a process that others had left something in, or else by itself
            return self._defective(check, problem) if outcome.alone else None
        except Exception as problem:
            return self._defective(check, problem)

    def _infra(self, check: Check, loss: Exception) -> Judged:
        return Judged(Verdict(check, Status.INFRA, detail=str(loss), device=self._device))

    def _defective(self, check: Check, problem: BaseException) -> Judged:
        # What it says may hold hidden inputs, or an answer: students read the rest.
        defect = Defect.of(problem, check.lab, check.function)
        return Judged(Verdict(check, Status.INFRA, detail=wording.DEFECT_IN_LAB, device=self._device, defect=defect))


def last_word(check: Check, judged: dict[Check, Judged], source: bytes, answers: Answers, seed: int) -> Verdict:
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


def _within(verdict: Verdict, source: bytes) -> Verdict:
    """Return a verdict that names no line beyond the file's end, for a process may say any number; and where inputs are
    hidden none at all, for which line it is may be chosen by what came in."""
    lines = len(source_lines(source))
    mishap = verdict.mishap
    if mishap and (mishap.line > lines or verdict.hides_inputs):
        mishap = replace(mishap, line=0, column=0)
    return replace(verdict, line=verdict.line if verdict.line <= lines else 0, mishap=mishap)


def called_and_not_run(lab: Lab, judged: dict[Check, Judged]) -> tuple[Check, ...]:
    """Return the checks of a lab that one which has failed calls, and that nobody has run yet."""
    called = {name for found in judged.values() if not found.verdict.passed for name in found.calls}
    return tuple(check for check in lab.checks if check.function in called and check not in judged)


def _stands_as_given(check: Check, source: bytes) -> bool:
    """Tell whether a function to mend stands there as it was given: then it has failed, whatever else became of it."""
    if check.kind != "mend":
        return False
    given = functions_as_given(check.lab)[check.function]
    return _code_alone(given.encode()) in _code_alone(source)


def _code_alone(source: bytes) -> bytes:
    """Return a file without blank lines and without the remark that something is to be mended: it mends nothing."""
    remark = TO_MEND.strip().encode()
    return b"".join(line + b"\n" for line in source.splitlines() if line.strip() not in (b"", remark))


def _waits_for(check: Check, judged: dict[Check, Judged]) -> str:
    """Return the function that a check which has failed calls, and which has failed itself; "" where there is none."""
    verdict, calls = judged[check].verdict, judged[check].calls
    if not verdict.status.may_come_from_another:
        return ""
    # In the lab's order: which of them ended first is chance.
    others = [other for other in lab_named(check.lab).checks if other in judged]
    failed = [other for other in others if other.function in calls and not judged[other].verdict.passed]
    if verdict.status is Status.NOT_STARTED:
        raising = verdict.mishap.function if verdict.mishap else ""
        failed = [other for other in failed if other.function == raising]
    if not failed or any(check.function in judged[other].calls for other in failed):
        return ""
    return failed[0].function
