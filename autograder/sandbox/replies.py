"""What has come back from one child: bytes that nobody trusts, cut into frames."""

from autograder.errors import FrameError
from autograder.trace.frame import take_frame


class Replies:
    """One reply is due to each of `parts`, of which `asked` have been sent so far."""

    def __init__(self, parts, asked=1):
        self._parts, self.asked = parts, asked
        self._whole, self._rest = [], bytearray()
        self.size = 0
        self.spoilt = False

    def take(self, data):
        """Add what was read. From the first byte that is no reply, or that nobody asked for, they are `spoilt`."""
        self._rest += data
        self.size += len(data)
        while self._rest and not self.spoilt:
            try:
                reply = take_frame(self._rest) if self._is_due else None
            except FrameError:
                self.spoilt = True
                return
            if reply is None:
                self.spoilt = not self._is_due
                return
            self._whole.append(reply)

    @property
    def _is_due(self):
        return len(self._whole) < self.asked

    @property
    def want_more(self):
        """Tell whether every part that was sent has its reply, and another may be sent."""
        return len(self._whole) == self.asked < self._parts and not self.spoilt

    @property
    def judgeable(self):
        """Tell whether there is something to judge: every reply that is due, or something that is none."""
        return bool(self._rest) or len(self._whole) == self._parts

    def all(self):
        """Return the replies, and after them what is none."""
        return (*self._whole, *([bytes(self._rest)] if self._rest else []))
