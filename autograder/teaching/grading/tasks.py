"""What there is to grade: one task per student and lab, whatever has become of the file."""

import hashlib
from dataclasses import dataclass

from autograder.judge.verdict import Status
from autograder.labs.catalogue import Check, lab_named


@dataclass(frozen=True)
class Task:
    """One lab of one student: Python source, what the student calls the file, something to say about it.

    `handed_in` is when, as ISO 8601 in UTC, "" where nobody knows; `marked_late` that whoever handed the class out says it
    was late; `came_as` where it lay in what they handed out. An `attempt` is "" for what lies there now, else the digest
    of the file that lay there earlier.

    A `status` (refused, missing) settles it unrun, and `reason` says why in one sentence; `source` is empty then. A task
    travels to other machines as it is: it holds names and bytes, and no path.
    """

    student: str
    lab: str
    source: bytes = b""
    filename: str = ""
    note: str = ""
    status: Status | None = None
    reason: str = ""
    handed_in: str = ""
    marked_late: bool = False
    came_as: str = ""
    attempt: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other task of a class."""
        return self.student, self.lab, self.attempt

    @property
    def sha256(self) -> str:
        """The digest of what was handed in: of the file, or of why there is none."""
        return hashlib.sha256(self.reason.encode() if self.status else self.source).hexdigest()

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the lab, in its order."""
        return lab_named(self.lab).checks
