"""What the judge says of one check: a status, which is one word, and all that led to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.errors import Defect
from autograder.labs.catalogue import STUDENT_SEED, Check

if TYPE_CHECKING:  # numbers: who asks for a status alone need not wait for numpy
    from autograder.judge.compare import Difference
    from autograder.judge.counterexample import Counterexample
    from autograder.trace import Case, Mishap, Trace, Traces


class Status(StrEnum):
    """What became of a check. Each is the text that JSON, the ledger and tables know it by."""

    PASS = "pass"
    FAIL = "fail"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    PROTOCOL = "protocol"
    REFUSED = "refused"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    MISSING = "missing"
    INFRA = "infra"

    @classmethod
    def worst(cls, statuses: Iterable["Status"]) -> "Status":
        """Return the status that somebody should hear of first."""
        return min(statuses, key=WORST.index)

    @property
    def is_settled(self) -> bool:
        """Whether a verdict is there, whatever it says: else the trouble was ours, and the check is to be run again."""
        return self is not Status.INFRA

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing yet to be right or wrong: not begun, not handed in, or waiting for another function."""
        return self in (Status.NOT_STARTED, Status.BLOCKED, Status.MISSING)

    @property
    def is_wrong(self) -> bool:
        """Whether there is something to look at: what was tried, and has not passed."""
        return self is not Status.PASS and not self.is_idle

    @property
    def is_ordinary(self) -> bool:
        """Whether it belongs to learning. All else is worth an instructor's look."""
        return self in (Status.PASS, Status.FAIL, Status.NOT_STARTED, Status.BLOCKED)

    @property
    def is_to_do(self) -> bool:
        """Whether the check is still to be passed, and waits for no other."""
        return self not in (Status.PASS, Status.BLOCKED)

    @property
    def has_numbers(self) -> bool:
        """Whether what the function returned was compared to its end."""
        return self in (Status.PASS, Status.FAIL)

    @property
    def accuses(self) -> bool:
        """Whether it says that the student's work is wrong: nobody is told so before the solution has passed."""
        return self not in (Status.PASS, Status.NOT_STARTED, Status.INFRA)

    @property
    def may_come_from_another(self) -> bool:
        """Whether another function of the lab, which this one calls, may be the cause."""
        return self in (Status.FAIL, Status.ERROR, Status.MEMORY, Status.NOT_STARTED)

    @property
    def may_be_of_the_file(self) -> bool:
        """Whether it may be the fate of the whole file, before any of its functions was called."""
        return self in (Status.ERROR, Status.REFUSED, Status.TIMEOUT, Status.CRASH, Status.MEMORY)


# The worst first. `infra` is worst: nobody knows what the work is worth.
WORST = (
    *(Status.INFRA, Status.REFUSED, Status.MISSING, Status.CRASH, Status.TIMEOUT, Status.MEMORY, Status.PROTOCOL),
    *(Status.ERROR, Status.FAIL, Status.NOT_STARTED, Status.BLOCKED, Status.PASS),
)


@dataclass(frozen=True)
class TracePair:
    """What the same probe wrote down of two on a published case: `twin` is the reference in the other precision."""

    case: "Case"
    student: "Trace"
    right: "Trace"
    twin: "Trace"


@dataclass(frozen=True)
class Verdict:
    """The judge's word on one check, in facts; wording it is for those who show it.

    `case` is the one that went wrong, `difference` where it parted from the right one, `mishap` what stopped it.
    `misconception` is a slug or "", `relation` the student's own numbers adding up to it, or ""; `kinship` is
    what sort of relation that is where there is no name. `waits_for` names the
    function that has to pass first, `as_given` tells that a function to mend was not touched. `line` is where the
    student should look, 0 where there is no such line. `detail` holds the rest: a signal, a rule of the wire.
    `practice` tells that the student asked for it, and not a class: then a `counterexample` may be there. `traces` are what
    was recorded, hidden cases too, and `defect` is what failed on our side meanwhile: both for the eyes of who teaches.
    """

    check: Check
    status: Status
    seconds: float = 0.0
    line: int = 0
    case: "Case | None" = None
    difference: "Difference | None" = None
    mishap: "Mishap | None" = None
    misconception: str = ""
    relation: str = ""
    kinship: str = ""
    waits_for: str = ""
    as_given: bool = False
    printed: str = ""
    detail: str = ""
    practice: bool = False
    counterexample: "Counterexample | None" = None
    device: str = "cpu"
    isolation: str = "C"
    seed: int = STUDENT_SEED
    trace_pair: TracePair | None = field(default=None, repr=False, compare=False)
    traces: "Traces" = field(default=(), repr=False, compare=False)
    defect: Defect | None = field(default=None, repr=False, compare=False)

    @property
    def passed(self) -> bool:
        """Tell whether the check has its points."""
        return self.status is Status.PASS

    @property
    def fails_on_import(self) -> bool:
        """Tell whether the file could not even be imported: the same for each of its functions."""
        return bool(self.mishap) and self.case is None

    @property
    def hides_inputs(self) -> bool:
        """Tell whether it is about inputs that are not shown, nor what student code could say of them."""
        return self.case is not None and not (self.case.published or self.practice)

    @property
    def points(self) -> int:
        """The points awarded."""
        return self.check.points if self.passed else 0
