"""A student's session: grade the chosen labs with one set of warm workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from autograder.errors import DeviceMissing, UsageProblem
from autograder.judge import plan_for
from autograder.judge.status import Status
from autograder.labs.catalogue import STUDENT_SEED
from autograder.labs.stubs import stub_of
from autograder.sandbox.launch import can_fork, launch_server, slow_modules
from autograder.student import wording

if TYPE_CHECKING:
    from autograder.judge.verdict import Verdict
    from autograder.student.choice import Choice

    # What was chosen, lab by lab, with the verdicts on it.
    Graded: TypeAlias = list[tuple[Choice, list[Verdict]]]


class Session:
    """Grades choices. Workers are on their way as soon as it exists; what else is needed is imported while they come."""

    def __init__(self, choices, device="cpu", seed=STUDENT_SEED):
        self._launched, self._grader = None, None
        if can_fork():
            sources = b"".join(choice.source or b"" for choice in choices)
            self._launched = launch_server(plan_for(device, modules=slow_modules(sources)))
        self._choices, self._device, self._seed = choices, device, seed

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.close()

    def close(self):
        """Hang up on the workers."""
        if self._grader is None:
            self._connect()
        self._grader.close()

    def start(self):
        """Connect to the workers. Raises `UsageProblem` when this machine has not the device asked for."""
        if self._grader is None:
            self._connect()
            self._find_device()
            # All references at once: the oracle then works ahead while the first lab is still running.
            for choice in self._choices:
                self._grader.expect(choice.checks, choice.source or b"")
        return self._grader

    def _connect(self):
        from autograder.judge.grading import Grader

        self._grader = Grader(self._device, self._seed, launched=self._launched)

    def _find_device(self):

        try:
            return self._grader.device
        except DeviceMissing as problem:
            raise UsageProblem(wording.NO_SUCH_DEVICE, name=problem) from None

    def grade(self, choice):
        """Return the verdicts on a choice, in the lab's order."""
        from autograder.judge.verdict import Verdict

        grader, source = self.start(), choice.source
        if source is None:
            detail = wording.MISSING_FILE.format(path=choice.shown_path, lab=choice.lab.name)
            return [Verdict(check, Status.MISSING, detail=detail, seed=self._seed) for check in choice.checks]
        return grader.grade(choice.lab.name, source, choice.shown_path, choice.checks)


def untouched(graded):
    """Return the names of the labs whose file is still the stub, letter for letter."""
    return {choice.lab.name for choice, _ in graded if _is_stub(choice)}


def _is_stub(choice):
    source = choice.source
    try:
        return source is not None and source.decode() == stub_of(choice.lab.name)
    except (OSError, ValueError):
        return False
