"""A terminal that somebody could sit at: so many columns wide, with keys to press, and what is to be seen on it."""

import codecs
import contextlib
import os
import re
import struct

try:
    import fcntl
    import pty
    import termios
except ImportError:  # Windows has none
    pty = None  # type: ignore[assignment]

ROWS = 40
# What may stand before a word that is too long for a line; a command is one word.
_BEFORE = re.compile(r"^ *(?:[✓✗–·>] |\d+ \| |(?:gradkit|pytest) \S+ (?:--lab )?)?")


class Terminal:
    """A pseudo-terminal. `theirs` is the end that a process has as its input, its output or both."""

    def __init__(self, columns):
        self._ours, self.theirs = pty.openpty()
        self.resize(columns)

    def resize(self, columns):
        """Make it so many columns wide."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))

    def hand_over(self):
        """Let the processes alone that have the other end: when the last of them is gone, so is what can be read."""
        os.close(self.theirs)

    def type(self, keys):
        """Press keys."""
        os.write(self._ours, keys.encode())

    def lines(self):
        """Yield what is written, line by line, until nobody writes any more."""
        decoder, text = codecs.getincrementaldecoder("utf-8")(), ""
        with contextlib.suppress(OSError):  # Linux says so when the last writer is gone
            while data := os.read(self._ours, 4096):
                *whole, text = (text + decoder.decode(data)).split("\n")
                yield from whole
        if text:
            yield text

    @staticmethod
    def seen(line):
        """Return what is to be seen of a line, in which something may have been written over."""
        shown, place = [], 0
        for character in line.rstrip("\r"):
            if character == "\b":
                place -= 1
                continue
            shown[place : place + 1] = character
            place += 1
        return "".join(shown)

    def close(self):
        """Put it away."""
        os.close(self._ours)


def too_long(text, columns):
    """Return the lines that a terminal of so many columns would break by itself, but for single words and commands."""
    long = [line for line in text.splitlines() if len(line) > columns]
    return [line for line in long if " " in _BEFORE.sub("", line, count=1)]
