"""What there is to grade: one task per student and lab, whatever has become of the file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.judge.verdict import Status
from autograder.labs.catalogue import Check, all_labs, lab_named
from autograder.teaching.submissions.collect import Collection, LabFile, Submission


@dataclass(frozen=True)
class Task:
    """One lab of one student. A `status` (refused, missing) settles it unrun, and `reason` says why.

    A task travels to other machines as it is: it holds names and bytes, and no path.
    """

    student: str
    lab: str
    source: bytes = b""
    filename: str = ""
    note: str = ""
    status: Status | None = None
    reason: str = ""

    @property
    def sha256(self) -> str:
        """The digest of what was handed in: of the file, or of why there is none."""
        return hashlib.sha256(self.reason.encode() if self.status else self.source).hexdigest()

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the lab, in its order."""
        return lab_named(self.lab).checks


def tasks(collection: Collection, labs: Iterable[str] | None = None) -> Iterator[Task]:
    """Yield a `Task` for every student and lab, reading one student's files at a time.

    With `labs`, every student has a task for each of them, `missing` where the file is. Without, the labs found in a
    student's folder count; a student who is refused as a whole, so that nobody looked, is refused in every lab that the
    rest of the class has handed in (in every lab there is, where nobody has).
    """
    found: set[str] = set()
    refused: list[Submission] = []
    for submission in collection:
        if submission.problem:
            refused.append(submission)
            continue
        files = {file.lab: file for file in submission.files}
        found |= files.keys()
        for lab in labs or _in_order(files):
            yield _task(submission.student, lab, files.get(lab))
    for submission in refused:
        for lab in labs or _in_order(found) or _in_order(lab.name for lab in all_labs()):
            yield Task(submission.student, lab, status=Status.REFUSED, reason=submission.problem)


def _task(student: str, lab: str, file: LabFile | None) -> Task:
    if file is None:
        return Task(student, lab, status=Status.MISSING)
    if file.problem:
        return Task(student, lab, filename=file.filename, note=file.note, status=Status.REFUSED, reason=file.problem)
    return Task(student, lab, file.source, file.filename, file.note)


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: lab_named(name).order)
