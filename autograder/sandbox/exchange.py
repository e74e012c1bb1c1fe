"""What is said between the server and one child: the parts of a job, one after the other, and a reply to each.

The bytes that come back are nobody's to trust. A part is sent when the reply to the one before is in and whole; from the
first reply that is none, and from the first byte that nobody has asked for, there is nothing more to be sent.
Where a check has had its time, its process may say what it was at, and nothing else: that is believed of the line alone.
"""

import math
from dataclasses import dataclass, field

from autograder.errors import FrameError
from autograder.sandbox.job import Job, Outcome
from autograder.trace.frame import BODY_LIMIT, HEADER_LIMIT, PREAMBLE, take_frame

REPLY_LIMIT = PREAMBLE.size + HEADER_LIMIT + BODY_LIMIT
# So many seconds are left to a check that was told so.
GRACE = 1.0


@dataclass
class _Told:
    """What is known of one check so far."""

    seconds: float = 0.0
    replies: list[bytes] = field(default_factory=list)
    printed: bytearray = field(default_factory=bytearray)


class Exchange:
    """A job on its way. Times are of `time.monotonic()`; `most_output` is how much of a check's prints is kept."""

    def __init__(self, job: Job, now: float, most_output: int) -> None:
        self._job, self._most_output = job, most_output
        self._checks = [_Told() for _ in range(max(job.checks) + 1)]
        self._position, self._began, self._since, self._heard = 0, now, now, bytearray()
        self._spoilt = False
        self._stopped = math.inf

    @property
    def part(self) -> bytes:
        """The part that is to be sent, or was sent last."""
        return self._job.parts[self._position]

    @property
    def deadline(self) -> float:
        """When the check that is at work has had its time, or the whole job; then, when it has had its grace too."""
        if self.is_stopped:
            return self._stopped + GRACE
        own = self._since + self._job.limit - self._at_work.seconds
        return own if self._job.budget is None else min(own, self._began + self._job.budget)

    @property
    def _at_work(self) -> _Told:
        return self._checks[self._check]

    @property
    def _check(self) -> int:
        return self._job.checks[min(self._position, len(self._job.parts) - 1)]

    @property
    def number(self) -> int:
        """The number of the job."""
        return self._job.number

    @property
    def is_stopped(self) -> bool:
        """Tell whether the check at work has had its time."""
        return self._stopped < math.inf

    @property
    def is_over(self) -> bool:
        """Tell whether there is a reply to every part, or something that is none."""
        return self._spoilt or self._position == len(self._job.parts)

    @property
    def is_over_limit(self) -> bool:
        """Tell whether a check's replies are larger than any honest ones."""
        return len(self._heard) + sum(map(len, self._at_work.replies)) > REPLY_LIMIT

    def take(self, data: bytes | bytearray) -> bool:
        """Add what was read of the replies; true where something is whole: the reply to what was sent, or what is none."""
        self._heard += data
        if self._spoilt or not self._heard:
            return False
        try:
            reply = take_frame(self._heard)
        except FrameError:
            self._spoilt = True
            return True
        if reply is None:
            return False
        self._at_work.replies.append(reply)
        self._spoilt = bool(self._heard) or self.is_stopped  # nobody has asked for more
        return True

    def go_on(self, now: float) -> bool:
        """Count the reply that has come; true where another part is to be sent."""
        self._count(now)
        if not self._spoilt:
            self._position += 1
        return not self.is_over

    def stop(self, now: float) -> None:
        """Note that the check at work has had its time: from now on none is counted."""
        self._stopped = now

    def _count(self, now: float) -> None:
        until = min(now, self._stopped)
        self._at_work.seconds += until - self._since
        self._since = until

    def take_printed(self, data: bytes | bytearray) -> None:
        """Add what the check at work printed. What it prints on its second part is dropped: it could carry inputs home."""
        kept, is_first = self._at_work.printed, self._position == self._job.checks.index(self._check)
        if is_first and len(kept) <= self._most_output:
            kept += data

    def outcomes(self, end: str, exit_code: int, now: float) -> list[Outcome]:
        """Return what became of each check; `end` and `exit_code` are those of the one that was at work."""
        if not self.is_over:
            self._count(now)
        return [self._outcome(number, end, exit_code) for number in range(len(self._checks))]

    def _outcome(self, number: int, end: str, exit_code: int) -> Outcome:
        told, due = self._checks[number], self._job.checks.count(number)
        replies = tuple(told.replies)
        at_work = self._position < len(self._job.parts) and number == self._check
        if at_work:
            replies += (bytes(self._heard),) if self._heard else ()
            replies = replies if end in ("replied", "crash") or (end == "timeout" and self._spoilt) else ()
        elif len(replies) == due:
            end, exit_code = "replied", 0
        else:
            end, exit_code, replies = "skipped", 0, ()
        printed = bytes(told.printed[: self._most_output])
        sent = self._job.checks[: self._position + 1]
        own = sent.count(number)
        alone = sent[:own] == (number,) * own
        return Outcome(self._job.number, number, end, told.seconds, exit_code, replies, printed, alone)
