"""A prompt of Python's with a student's functions and a case's inputs: what `gradkit try` starts, a process of its own.

It is the student's own process, without the wall, and it is told inputs alone: no answer is in it.
"""

import code
import signal
import sys
from pathlib import Path
from typing import Any

import torch

from autograder.trace import unpack_request
from autograder.worker.calls import arguments_of
from autograder.worker.check import probe_of
from autograder.worker.student_file import Student


def main(path: str, names: str, *lines: str) -> None:
    """Read a packed request of one case from `path`, bind its inputs to `names`, with commas between, and give a prompt.

    The arrow keys bring `lines` up, ready to be run.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us does not listen to Ctrl-C meanwhile
    request = unpack_request(Path(path).read_bytes())
    student = Student(request.lab, request.source, request.filename)
    inputs = arguments_of(probe_of(request.lab, request.function), request.cases[0])
    space = {"torch": torch, **student.names, **dict(zip(names.split(","), inputs, strict=False))}
    if sys.stdin.isatty():
        _use_keys(space, lines)
    else:
        sys.ps1 = sys.ps2 = ""  # nobody is there to be prompted
    _Prompt(space).interact(banner="", exitmsg="")


class _Prompt(code.InteractiveConsole):
    """A prompt at which the line of a card can be pasted as it stands there, indented."""

    def push(self, line: str, *more: Any, **others: Any) -> bool:
        return super().push(line if self.buffer else line.lstrip(), *more, **others)


def _use_keys(space: dict[str, Any], lines: tuple[str, ...]) -> None:
    """Have Tab complete the names that are there, and the arrow keys bring up lines, where a terminal can do so."""
    try:
        import readline
        import rlcompleter
    except ImportError:
        return
    readline.set_completer(rlcompleter.Completer(space).complete)
    readline.parse_and_bind("tab: complete")
    for line in lines:
        readline.add_history(line)
