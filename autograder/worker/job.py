"""What client and server say to each other: a job is a request with a time limit, an outcome is what became of it."""

from dataclasses import dataclass

import numpy as np

from autograder.trace.frame import BODY_LIMIT, pack, unpack

# An outcome carries a whole reply, and what was printed beside it.
OUTCOME_LIMIT = BODY_LIMIT + (1 << 20)


@dataclass(frozen=True)
class Job:
    """`request` is a packed request, `limit` the seconds that its process may take, `number` the client's own."""

    number: int
    limit: float
    request: bytes


@dataclass(frozen=True)
class Outcome:
    """How a job ended: `replied`, `crash`, `timeout`, `protocol` (a reply larger than any honest one) or `unlocked`: its
    process ended before anything of the student's ran in it.

    `reply` holds untrusted bytes, `printed` the student's own output, capped. `exit_code` is the
    process's, negative for the signal that ended it, and means something after a crash alone.
    """

    number: int
    end: str
    seconds: float
    exit_code: int = 0
    reply: bytes = b""
    printed: bytes = b""


def pack_job(job):
    """Return the frame of a `Job`."""
    return pack({"number": job.number, "limit": job.limit}, {"request": _bytes(job.request)})


def unpack_job(frame):
    """Return the `Job` of a frame."""
    header, arrays = unpack(frame)
    return Job(request=arrays["request"].tobytes(), **header)


def pack_outcome(outcome):
    """Return the frame of an `Outcome`."""
    header = {name: getattr(outcome, name) for name in ("number", "end", "seconds", "exit_code")}
    return pack(header, {"reply": _bytes(outcome.reply), "printed": _bytes(outcome.printed)}, OUTCOME_LIMIT)


def unpack_outcome(frame):
    """Return the `Outcome` of a frame."""
    header, arrays = unpack(frame, OUTCOME_LIMIT)
    return Outcome(reply=arrays["reply"].tobytes(), printed=arrays["printed"].tobytes(), **header)


def _bytes(data):
    return np.frombuffer(data, dtype=np.uint8)
