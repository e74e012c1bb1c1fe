"""`gradkit` with a grader that runs nothing and takes a moment: for tests of everything around it.

What a file says becomes of all its checks: `pass`, `fail`, `infra`, or `infra once` and then `pass`.
"""

import os
import sys
import time
from typing import ClassVar

from autograder.cli import main
from autograder.judge.verdict import Status, Verdict
from autograder.teaching.grading import pool


class PretendGrader:
    """Looks like a `Grader`. `graded` counts what was asked of all of them."""

    level, missing, lost = "A", [], False
    seconds = 0.01
    graded: ClassVar[list[tuple[str, int]]] = []
    lost_over: ClassVar[set[bytes]] = set()

    def __init__(self, device, seed, limits, *, slots):
        self.device, self.seed = device, seed

    @property
    def isolation_or_untried(self):
        """What holds student code in: it says so itself."""
        return self

    def grade_all(self, files):
        """Yield what each file says."""
        for key, file in files:
            time.sleep(self.seconds)
            self.graded.append((file.lab, self.seed))
            yield key, self._verdicts(file)

    def _verdicts(self, file):
        status = file.source.decode().split("#")[0].strip()
        if status == "infra once":
            status = "pass" if file.source in self.lost_over else "infra"
            self.lost_over.add(file.source)
        detail = {"infra": "the server is gone", "crash": "SIGKILL"}.get(status, "")
        facts = {"seconds": time.monotonic(), "detail": detail, "as_given": status == "fail", "isolation": "A"}
        return [Verdict(check, Status(status), **facts) for check in file.checks]

    def hang_up(self):
        """Nothing runs."""

    def close(self):
        """Nothing runs."""


if __name__ == "__main__":
    pool.Grader = PretendGrader
    PretendGrader.seconds = float(os.environ.get("PRETEND_SECONDS", PretendGrader.seconds))
    sys.exit(main())
