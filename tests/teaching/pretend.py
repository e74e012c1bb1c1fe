"""`gradkit` with a grader that runs nothing and takes a moment: for tests of everything around it.

What a file says becomes of all its checks: `pass`, `fail`, `infra`, or `infra once` and then `pass`.
"""

import os
import sys
import time
from typing import ClassVar

from autograder.cli import main
from autograder.judge.status import Status
from autograder.judge.verdict import Verdict
from autograder.labs.catalogue import lab_named
from autograder.teaching.grading import pooled_grader


class PretendGrader:
    """Looks like a `Grader`. `graded` counts what was asked of all of them."""

    level, missing = "A", []
    seconds = 0.01
    graded: ClassVar[list[tuple[str, int]]] = []
    lost: ClassVar[set[bytes]] = set()

    def __init__(self, device, seed, limits, *, slots, launched, answers):
        self.device, self.seed = device, seed

    def grade(self, lab, source, filename):
        """Return what the file says."""
        time.sleep(self.seconds)
        self.graded.append((lab, self.seed))
        status = source.decode().split("#")[0].strip()
        if status == "raise":
            raise RuntimeError("the judge stumbles")
        if status == "infra once":
            status = "pass" if source in self.lost else "infra"
            self.lost.add(source)
        detail = {"infra": "the server is gone", "crash": "SIGKILL"}.get(status, "")
        facts = {"seconds": time.monotonic(), "detail": detail, "as_given": status == "fail", "isolation": "A"}
        return [Verdict(check, Status(status), **facts) for check in lab_named(lab).checks]

    def hang_up(self):
        """Nothing runs."""

    def close(self):
        """Nothing runs."""


if __name__ == "__main__":
    pooled_grader.Grader, pooled_grader.ORACLE = PretendGrader, ""
    PretendGrader.seconds = float(os.environ.get("PRETEND_SECONDS", PretendGrader.seconds))
    sys.exit(main())
