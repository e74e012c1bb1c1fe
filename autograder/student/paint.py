"""Colour for terminals: marks and the score, nothing else. Plain text everywhere else."""

import os
import re
import sys

_COLOURS = {"✓": "32", "✗": "31", "–": "33", "·": "2"}
_MARK = re.compile(r"(^|\s)([✓✗–·])(?= )")


def paint(line, stream=None):
    """Return `line` with its marks coloured, when `stream` (standard output by default) is a terminal that wants it."""
    if not _wants_colour(stream or sys.stdout):
        return line
    return _MARK.sub(lambda found: f"{found[1]}\x1b[{_COLOURS[found[2]]}m{found[2]}\x1b[0m", line)


def _wants_colour(stream):
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
