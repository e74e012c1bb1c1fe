"""What a program is at when its time is over: in which loop, or at which line."""

import ast
import signal
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from autograder.sandbox.launch import OUT_OF_TIME

# In seconds. A call that a loop makes in each of its rounds is over by then, and the loop is not.
A_MOMENT = 0.2


def when_time_is_over(tell: Callable[[Sequence[FrameType]], None]) -> None:
    """Have `tell` called, when this process is told so, with the frames that run then and a moment later, the inner first.

    Asked again, it takes the place of what was asked before, and of whatever a student's code has put there.
    """

    def look(_: int, frame: FrameType | None) -> None:
        first = [*_outwards(frame)]

        def look_again(_: int, frame: FrameType | None) -> None:
            tell([running for running in _outwards(frame) if running in first])

        signal.signal(signal.SIGALRM, look_again)
        signal.setitimer(signal.ITIMER_REAL, A_MOMENT)

    if OUT_OF_TIME:
        signal.signal(OUT_OF_TIME, look)


def place_of(frames: Sequence[FrameType], source: bytes, filename: str) -> tuple[str, int, str]:
    """Return `(word, line, function)` of the loop that the innermost frame of a file is in, by the word it begins with.

    It is the outermost `while` there, or else the outermost `for`. Without a loop it is "" and the line, and 0 where
    nothing of that file runs.
    """
    frame = next((frame for frame in frames if frame.f_code.co_filename == filename), None)
    if frame is None:
        return "", 0, ""
    line, function = frame.f_lineno or 0, frame.f_code.co_name
    nodes = [*ast.walk(ast.parse(source))]
    for word, kind in (("while", ast.While), ("for", ast.For)):
        loops = [node for node in nodes if isinstance(node, kind)]
        if begins := [loop.lineno for loop in loops if loop.lineno <= line <= (loop.end_lineno or 0)]:
            return word, min(begins), function
    return "", line, function


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        yield frame
        frame = frame.f_back
