"""Grade a class: what is outstanding goes to a crew, what comes back goes into the ledger, and nobody else writes there."""

import contextlib

from autograder.batch.plan import tasks
from autograder.batch.station import unsettled


def run(collection, labs, ledger, crew, describe, progress):
    """Grade what is outstanding. `ledger` is settled, `progress(total)` is told of each task by `advance()`.

    Stopped at any moment, by an exception or a signal, it has in the ledger what was done by then.
    """
    ledger.enrol(tasks(collection, labs))
    with progress(ledger.outstanding()) as bar:

        def to_grade():
            for task in tasks(collection, labs):
                if not ledger.is_outstanding(task):
                    continue
                if not task.status:
                    yield task
                    continue
                verdicts = unsettled(task, task.status, task.reason, crew.device, crew.level)
                ledger.write(task, [describe(verdict, task.student) for verdict in verdicts])
                bar.advance()

        with contextlib.closing(crew.grade(to_grade())) as graded:
            for task, rows in graded:
                ledger.write(task, rows)
                bar.advance()
