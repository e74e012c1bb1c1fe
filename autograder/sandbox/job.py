"""What client and server say to each other: a job is what one process is to run, an outcome what became of each check."""

from dataclasses import dataclass

from autograder.trace.frame import BODY_LIMIT, pack_parts, unpack_parts

# An outcome carries the replies of a check, and what was printed beside them.
OUTCOME_LIMIT = BODY_LIMIT + (1 << 20)


@dataclass(frozen=True)
class Job:
    """The checks of one file, run in one process: `parts` are packed requests, in order, and `checks` says which check,
    counted from 0, each belongs to.

    `limit` is the seconds that each check may take, `budget` those of all together, None where there is no bound; both
    count from when the job begins. `number` is the client's own. A job without parts takes back the one of its number.
    """

    number: int
    limit: float
    parts: tuple[bytes, ...]
    checks: tuple[int, ...]
    budget: float | None = None


@dataclass(frozen=True)
class Outcome:
    """How a check ended: `replied`, `crash`, `timeout`, `protocol` (a reply larger than any honest one), `unlocked`: its
    process ended before anything of the student's ran in it, or `skipped`: its process ended at another check, or its
    job was taken back.

    `replies` are untrusted bytes, one reply to each part of the request; after a timeout there are none, or the last says
    what it was at. `printed` is the student's own output, capped. `exit_code` is the process's, negative for the signal
    that ended it, and means something after a crash alone. `alone` tells that no other check had run in the process.
    """

    number: int
    check: int
    end: str
    seconds: float = 0.0
    exit_code: int = 0
    replies: tuple[bytes, ...] = ()
    printed: bytes = b""
    alone: bool = True


def pack_job(job: Job) -> bytes:
    """Return the frame of a `Job`."""
    return pack_parts({name: getattr(job, name) for name in ("number", "limit", "checks", "budget")}, job.parts)


def unpack_job(frame: bytes) -> Job:
    """Return the `Job` of a frame."""
    header, parts = unpack_parts(frame)
    return Job(parts=parts, checks=tuple(header.pop("checks")), **header)


def pack_outcome(outcome: Outcome) -> bytes:
    """Return the frame of an `Outcome`."""
    header = {name: getattr(outcome, name) for name in ("number", "check", "end", "seconds", "exit_code", "alone")}
    return pack_parts(header, (outcome.printed, *outcome.replies), OUTCOME_LIMIT)


def unpack_outcome(frame: bytes) -> Outcome:
    """Return the `Outcome` of a frame."""
    header, (printed, *replies) = unpack_parts(frame, OUTCOME_LIMIT)
    return Outcome(replies=tuple(replies), printed=printed, **header)
