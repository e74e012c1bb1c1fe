"""`gradkit lab write`: the stubs of a course are made from its solutions, and are to stay what these make of them."""

import os

from autograder.errors import or_usage_problem
from autograder.labs.catalogue import Lab
from autograder.labs.stubs import NOT_WRITTEN, stub_of
from autograder.student.reset import free_name_beside
from autograder.student.wording import usage
from autograder.teaching.authors import wording
from autograder.teaching.whole_files import replacing


def write_stub(lab: Lab) -> str:
    """Write a lab's stub to the exercises; return what was done. A file in which somebody has begun is kept beside it."""
    path, stub = lab.exercise, stub_of(lab.name)
    shown = os.path.relpath(path)
    done = wording.STUB_WRITTEN.format(path=shown)
    with or_usage_problem(usage.CANNOT_WRITE, path=shown):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and _is_begun(lab, path.read_text(encoding="utf-8", errors="replace")):
            done = wording.STUB_WRITTEN_BESIDE.format(
                path=shown, kept=os.path.relpath(path.rename(free_name_beside(path)))
            )
        with replacing(path) as file:
            file.write(stub)
    return done


def _is_begun(lab: Lab, text: str) -> bool:
    to_write = [check.function for check in lab.checks if check.kind == "write"]
    return not all(NOT_WRITTEN.format(function=function) in text for function in to_write)
