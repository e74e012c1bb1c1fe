"""Pictures as files: which a lab has, where they go, and one line for each that cannot be drawn."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import all_labs
from autograder.labs.pictures import Picture, Step, pictures_of
from autograder.language import told
from autograder.student import wording
from autograder.student.choice import Choice
from autograder.student.wording import usage

if TYPE_CHECKING:
    from autograder.judge.grading import Grader
    from autograder.judge.judging import TracePairs


def is_drawable(choice: Choice, number: int | None = None, *, gif: bool = False) -> None:
    """Raise `UsageProblem` when there is nothing to draw, or no step of that number."""
    pictures = _pictures(choice)
    if not pictures:
        labs = ", ".join(lab.name for lab in all_labs() if pictures_of(lab.name))
        name = choice.lab.name if len(choice.checks) > 1 else choice.checks[0].name
        raise UsageProblem(usage.NO_PICTURES if labs else usage.NO_PICTURES_AT_ALL, name=name, labs=labs)
    if choice.source is None:
        raise UsageProblem(usage.MISSING_FILE, path=choice.shown_path, lab=choice.lab.name)
    steps = [picture for picture in pictures if isinstance(picture, Step)]
    if (gif or number is not None) and not steps:
        raise UsageProblem(usage.NO_STEPS, name=choice.lab.name)
    if number is None:
        return
    for picture in steps:
        last = choice.lab.check(picture.function).published_cases()[0].values[picture.descent.updates]
        if not 0 <= number <= last:
            raise UsageProblem(usage.NO_SUCH_STEP, number=number, last=last)


def folder_for(name: str | Path, option: str) -> Path:
    """Make a folder and return its path. Raises `UsageProblem` when it cannot be made; `option` is what was typed."""
    folder = Path(name)
    with or_usage_problem(usage.CANNOT_WRITE_PICTURES, path=folder, option=option):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def draw(
    grader: Grader,
    choice: Choice,
    folder: str,
    option: str,
    *,
    kind: type[Picture] = Picture,
    number: int | None = None,
    gif: bool = False,
) -> Iterator[tuple[Path, str]]:
    """Draw a choice's pictures of a kind; yield `(path, why it was not drawn)`, the second "" where it was."""
    pictures = [picture for picture in _pictures(choice) if isinstance(picture, kind)]
    if not pictures:
        return
    from autograder.student.pictures.renderer import rendered

    @functools.cache  # a student's function runs once for all pictures that show it
    def recorded(function: str, probe: str) -> TracePairs:
        return grader.trace_pairs(choice.lab.check(function), probe, choice.source or b"", choice.shown_path)

    for picture in pictures:
        status, pairs = recorded(picture.function, picture.probe)
        for ending in ("png", "gif") if gif and isinstance(picture, Step) else ("png",):
            path = Path(folder) / f"{choice.lab.name}-{picture.name}.{ending}"
            if status:
                why = told(wording.NOT_DRAWN[status])
                said = {"file": path.name, "function": picture.function, "status": why, "lab": choice.lab.name}
                yield path, told(wording.NO_PICTURE, **said)
                continue
            data = rendered(picture, pairs, ending, number)
            folder_for(folder, option)
            with or_usage_problem(usage.CANNOT_WRITE_PICTURES, path=path, option=option):
                path.write_bytes(data)
            yield path, ""


def _pictures(choice: Choice) -> list[Picture]:
    functions = {check.function for check in choice.checks}
    return [picture for picture in pictures_of(choice.lab.name) if picture.function in functions]
