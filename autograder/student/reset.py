"""Put a stub back. No work is ever lost: the old file stays beside it under another name."""

import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import Lab
from autograder.labs.stubs import stub_of
from autograder.language import told
from autograder.student import wording
from autograder.student.terminal import columns
from autograder.student.wording import usage
from autograder.student.wrapping import wrapped


def reset(lab: Lab, agrees: Callable[[str], bool]) -> str:
    """Replace a lab's exercise by its stub, if whoever is asked `agrees`; return the sentence that says what was done."""
    path, stub = lab.exercise, stub_of(lab.name).encode()
    shown = os.path.relpath(path)
    done = told(wording.RESET_NEW, path=shown)
    with or_usage_problem(usage.CANNOT_WRITE, path=shown):
        if path.exists():
            if path.read_bytes() == stub:
                return told(wording.RESET_NOTHING, path=shown)
            kept = free_name_beside(path)
            if not agrees(told(wording.RESET_ASK, lab=lab.name, kept=kept.name)):
                return told(wording.RESET_NOT_DONE)
            path.rename(kept)
            done = told(wording.RESET_DONE, path=shown, kept=os.path.relpath(kept))
        path.write_bytes(stub)
    return done


def free_name_beside(path: Path) -> Path:
    """Return a name that no file has yet, for a file that makes room."""
    return next(name for n in itertools.count(1) if not (name := path.with_suffix(f".old-{n}.py")).exists())


def answered(lab: Lab, question: str) -> bool:
    """Ask a question about a lab's file at the terminal. Raises `UsageProblem` where there is none."""
    if not sys.stdin.isatty():
        raise UsageProblem(usage.RESET_NEEDS_ANSWER, lab=lab.name)
    try:
        answer = input("\n".join(wrapped([question], columns(sys.stdout))) + " ")
        return answer.strip().lower() in told(wording.YES).split()
    except EOFError:
        return False
