"""Pictures as files: which a lab has, where they go, and one line for each that cannot be drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import all_labs
from autograder.labs.pictures import Picture, Step, pictures_of
from autograder.student import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.judge.grading import Grader
    from autograder.student.choice import Choice
    from autograder.student.pictures.renderer import Rendered


def is_drawable(choice: Choice, number: int | None = None, *, gif: bool = False) -> None:
    """Raise `UsageProblem` when there is nothing to draw, or no step of that number."""
    pictures = _pictures(choice)
    if not pictures:
        labs = ", ".join(lab.name for lab in all_labs() if pictures_of(lab.name))
        name = choice.lab.name if len(choice.checks) > 1 else choice.checks[0].name
        raise UsageProblem(wording.NO_PICTURES, name=name, labs=labs)
    if choice.source is None:
        raise UsageProblem(wording.MISSING_FILE, path=choice.shown_path, lab=choice.lab.name)
    steps = [picture for picture in pictures if isinstance(picture, Step)]
    if (gif or number is not None) and not steps:
        raise UsageProblem(wording.NO_STEPS, name=choice.lab.name)
    if number is None:
        return
    for picture in steps:
        last = choice.lab.check(picture.function).published_cases()[0].values[picture.descent.updates]
        if not 0 <= number <= last:
            raise UsageProblem(wording.NO_SUCH_STEP, number=number, last=last)


def folder_for(name: str | Path, option: str) -> Path:
    """Make a folder and return its path. Raises `UsageProblem` when it cannot be made; `option` is what was typed."""
    folder = Path(name)
    with or_usage_problem(wording.CANNOT_WRITE_PICTURES, path=folder, option=option):
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
    from autograder.student.pictures.renderer import Renderer

    renderer = Renderer(grader, choice.lab.name, choice.source or b"", choice.shown_path)
    for picture in pictures:
        yield _written(renderer.png(picture, number), choice.lab.name, folder, option)
        if gif and isinstance(picture, Step):
            yield _written(renderer.gif(picture), choice.lab.name, folder, option)


def _pictures(choice: Choice) -> list[Picture]:
    functions = {check.function for check in choice.checks}
    return [picture for picture in pictures_of(choice.lab.name) if picture.function in functions]


def _written(rendered: Rendered, lab: str, folder: str, option: str) -> tuple[Path, str]:
    path = Path(folder) / f"{lab}-{rendered.picture.name}.{rendered.ending}"
    if rendered.status:
        status = wording.NOT_DRAWN[rendered.status]
        why = wording.NO_PICTURE.format(file=path.name, function=rendered.picture.function, status=status, lab=lab)
        return path, why
    folder_for(folder, option)
    with or_usage_problem(wording.CANNOT_WRITE_PICTURES, path=path, option=option):
        path.write_bytes(rendered.data)
    return path, ""
