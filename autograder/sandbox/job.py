"""What client and server say to each other: a job is a request with a time limit, an outcome is what became of it."""

from dataclasses import dataclass

import numpy as np

from autograder.trace.frame import BODY_LIMIT, pack, unpack

# An outcome carries a whole reply, and what was printed beside it.
OUTCOME_LIMIT = BODY_LIMIT + (1 << 20)


@dataclass(frozen=True)
class Job:
    """`parts` are the packed parts of a request, `limit` the seconds that its process may take, `number` the client's own.

    It is over at `deadline`, a `time.monotonic()` of this machine, whenever it was begun; None where there is none.
    """

    number: int
    limit: float
    parts: tuple[bytes, ...]
    deadline: float | None = None


@dataclass(frozen=True)
class Outcome:
    """How a job ended: `replied`, `crash`, `timeout`, `protocol` (a reply larger than any honest one) or `unlocked`: its
    process ended before anything of the student's ran in it.

    `replies` are untrusted bytes, one reply to each part of the request; `printed` is the student's own output, capped.
    `exit_code` is the process's, negative for the signal that ended it, and means something after a crash alone.
    """

    number: int
    end: str
    seconds: float
    exit_code: int = 0
    replies: tuple[bytes, ...] = ()
    printed: bytes = b""


def pack_job(job):
    """Return the frame of a `Job`."""
    return pack({name: getattr(job, name) for name in ("number", "limit", "deadline")}, _numbered(job.parts))


def unpack_job(frame):
    """Return the `Job` of a frame."""
    header, arrays = unpack(frame)
    return Job(parts=_in_order(arrays), **header)


def pack_outcome(outcome):
    """Return the frame of an `Outcome`."""
    header = {name: getattr(outcome, name) for name in ("number", "end", "seconds", "exit_code")}
    return pack(header, {**_numbered(outcome.replies), "printed": _bytes(outcome.printed)}, OUTCOME_LIMIT)


def unpack_outcome(frame):
    """Return the `Outcome` of a frame."""
    header, arrays = unpack(frame, OUTCOME_LIMIT)
    printed = arrays.pop("printed").tobytes()
    return Outcome(replies=_in_order(arrays), printed=printed, **header)


def _numbered(parts):
    return {str(number): _bytes(part) for number, part in enumerate(parts)}


def _in_order(arrays):
    return tuple(arrays[str(number)].tobytes() for number in range(len(arrays)))


def _bytes(data):
    return np.frombuffer(data, dtype=np.uint8)
