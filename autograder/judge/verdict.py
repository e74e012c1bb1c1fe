"""What the judge says of one check."""

from dataclasses import dataclass, field

from autograder.errors import Defect
from autograder.judge.compare import Difference
from autograder.judge.status import Status
from autograder.labs.catalogue import STUDENT_SEED, Check
from autograder.trace import Case, Mishap, Trace


@dataclass(frozen=True)
class TracePair:
    """What the same probe wrote down of two on a published case: `twin` is the reference in the other precision."""

    case: Case
    student: Trace
    right: Trace
    twin: Trace


@dataclass(frozen=True)
class Verdict:
    """The judge's word on one check, in facts; wording it is for those who show it.

    `case` is the one that went wrong, `difference` where it parted from the right one, `mishap` what stopped it.
    `misconception` is a slug or "", `relation` the student's own numbers adding up to it, or "". `waits_for` names the
    function that has to pass first, `as_given` tells that a function to mend was not touched. `line` is where the
    student should look, 0 where there is no such line. `detail` holds the rest: a signal, a rule of the wire.
    `defect` is what failed on our side meanwhile, for the eyes of who looks after the lab.
    """

    check: Check
    status: Status
    seconds: float = 0.0
    line: int = 0
    case: Case | None = None
    difference: Difference | None = None
    mishap: Mishap | None = None
    misconception: str = ""
    relation: str = ""
    waits_for: str = ""
    as_given: bool = False
    printed: str = ""
    detail: str = ""
    device: str = "cpu"
    isolation: str = "C"
    seed: int = STUDENT_SEED
    trace_pair: TracePair | None = field(default=None, repr=False, compare=False)
    defect: Defect | None = field(default=None, repr=False, compare=False)

    @property
    def passed(self) -> bool:
        """Tell whether the check has its points."""
        return self.status is Status.PASS

    @property
    def points(self) -> int:
        """The points awarded."""
        return self.check.points if self.passed else 0
