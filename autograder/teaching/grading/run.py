"""Grade a class: what is due goes to a pool, what comes back goes into the ledger, and nobody else writes there."""

import contextlib

from autograder.teaching.describe import describe
from autograder.teaching.grading.pool import unsettled
from autograder.teaching.grading.tasks import tasks


def run(collection, labs, due, ledger, pool, progress):
    """Grade the tasks that are `due`; yield what failed on our side, as it is met: a row's `defect`.

    They are enrolled, and `progress(total)` is told of each by `advance()`. Stopped at any moment, by an exception or a
    signal, it has in the ledger what was done by then.
    """
    with progress(len(due)) as bar:

        def to_grade():
            for task in tasks(collection, labs):
                if (task.student, task.lab) not in due:
                    continue
                if not task.status:
                    yield task
                    continue
                verdicts = unsettled(task, task.status, task.reason, pool.device, pool.level)
                ledger.write(task, [describe(verdict, task.student) for verdict in verdicts])
                bar.advance()

        with contextlib.closing(pool.grade(to_grade())) as graded:
            for task, rows in graded:
                ledger.write(task, rows)
                bar.advance()
                yield from filter(None, (row.defect for row in rows))
