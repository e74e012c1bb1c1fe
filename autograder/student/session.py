"""A student's session: grade the chosen labs with one set of warm workers."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from autograder.errors import DeviceMissing, UsageProblem
from autograder.judge import plan_for
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import STUDENT_SEED
from autograder.labs.stubs import stub_of
from autograder.language import told
from autograder.sandbox.launch import Launched, can_fork, launch_server, slow_modules
from autograder.student.choice import Choice
from autograder.student.hints import remember_mistakes
from autograder.student.wording import usage

if TYPE_CHECKING:
    from autograder.judge.grading import Grader

# What was chosen, lab by lab, with the verdicts on it.
Graded: TypeAlias = list[tuple[Choice, list[Verdict]]]


class Session(contextlib.AbstractContextManager["Session"]):
    """Grades choices. Workers are on their way as soon as it exists; what else is needed is imported while they come."""

    def __init__(self, choices: Sequence[Choice], device: str = "cpu", seed: int = STUDENT_SEED) -> None:
        self._launched: Launched | None = None
        self._grader: Grader | None = None
        if can_fork():
            sources = b"".join(choice.source or b"" for choice in choices)
            self._launched = launch_server(plan_for(device, modules=slow_modules(sources)))
        self._choices, self._device, self._seed = choices, device, seed

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up on the workers."""
        self._connected().close()

    def start(self) -> Grader:
        """Connect to the workers. Raises `UsageProblem` when this machine has not the device asked for."""
        if self._grader is not None:
            return self._grader
        grader = self._connected()
        try:
            assert grader.device
        except DeviceMissing as problem:
            raise UsageProblem(usage.NO_SUCH_DEVICE, name=problem) from None
        # All references at once: the oracle then works ahead while the first lab is still running.
        for choice in self._choices:
            grader.expect(choice.checks, choice.source or b"")
        return grader

    def _connected(self) -> Grader:
        from autograder.judge.grading import Grader

        if self._grader is None:
            self._grader = Grader(self._device, self._seed, launched=self._launched)
        return self._grader

    def grade(self, choice: Choice) -> list[Verdict]:
        """Return the verdicts on a choice, in the lab's order."""
        grader, source = self.start(), choice.source
        if source is None:
            detail = told(usage.MISSING_FILE, path=choice.shown_path, lab=choice.lab.name)
            return [Verdict(check, Status.MISSING, detail=detail, seed=self._seed) for check in choice.checks]
        verdicts = grader.grade(choice.lab.name, source, choice.shown_path, choice.checks, practice=True)
        if choice.is_exercise:
            remember_mistakes(verdicts)
        return verdicts


def untouched(graded: Graded) -> set[str]:
    """Return the names of the labs whose file is still the stub, letter for letter."""
    names = set()
    for choice, _ in graded:
        with contextlib.suppress(OSError):  # there is no stub to compare with
            if choice.source == stub_of(choice.lab.name).encode():
                names.add(choice.lab.name)
    return names
