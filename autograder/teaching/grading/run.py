"""Grade a class: what is due goes to graders, what comes back goes into the ledger, and nobody else writes there."""

import contextlib
from collections.abc import Collection, Generator, Iterable, Iterator
from typing import Protocol

from autograder.teaching.facts import describe
from autograder.teaching.grading.pool import unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger.plan import Key
from autograder.teaching.ledger.store import Ledger
from autograder.teaching.progress import progress
from autograder.teaching.rows import LedgerRow


class Graders(contextlib.AbstractContextManager["Graders"], Protocol):
    """Whoever grades: the pool of this machine, or the workers of a cluster."""

    @property
    def device(self) -> str:
        """The device that checks run on. Raises `DeviceMissing`."""

    @property
    def level(self) -> str:
        """The isolation level that student code runs at."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What does not hold student code in, in words."""

    def grade(self, tasks: Iterable[Task]) -> Generator[tuple[Task, list[LedgerRow]], None, None]:
        """Yield `(task, rows)` as they end, in any order. Closing the generator stops what is running."""


def run(tasks: Iterable[Task], due: Collection[Key], ledger: Ledger, graders: Graders) -> Iterator[tuple[str, str]]:
    """Grade those of a class's `tasks` that are `due`; yield what failed on our side, as it is met: a row's `defect`.

    They are enrolled, and progress is shown of each. Stopped at any moment, by an exception or a signal, it has in the
    ledger what was done by then.
    """
    with progress(len(due)) as advance:

        def to_grade() -> Iterator[Task]:
            for task in tasks:
                if task.key not in due:
                    continue
                if not task.status:
                    yield task
                    continue
                verdicts = unsettled(task, task.status, task.reason, graders.device, graders.level)
                ledger.write(task, [describe(verdict, task.student) for verdict in verdicts])
                advance()

        with contextlib.closing(graders.grade(to_grade())) as graded:
            for task, rows in graded:
                ledger.write(task, rows)
                advance()
                yield from filter(None, (row.defect for row in rows))
