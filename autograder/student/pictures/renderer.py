"""From a student's file to the pictures of a lab: which there are, how each is drawn, and why one is not."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

from autograder.judge.grading import Grader
from autograder.judge.verdict import Status, TracePair
from autograder.labs.catalogue import lab_named
from autograder.labs.pictures import ErrorSurface, Fits, Losses, Picture, Step, Walk
from autograder.student.pictures import style
from autograder.student.pictures.error_surface import error_surface, step, steps_of
from autograder.student.pictures.fits import fits
from autograder.student.pictures.losses import losses
from autograder.student.pictures.walk import walk

DRAW: dict[type[Picture], Callable[..., Figure]] = {
    ErrorSurface: error_surface,
    Step: step,
    Losses: losses,
    Walk: walk,
    Fits: fits,
}


@dataclass(frozen=True)
class Rendered:
    """One picture: its bytes and the `ending` of its file, or the `status` that says why there are none."""

    picture: Picture
    data: bytes = b""
    status: Status | None = None
    ending: str = "png"


class Renderer:
    """Draws the pictures of one file of one lab. A student's function runs once for all that show it."""

    def __init__(self, grader: Grader, lab: str, source: bytes, filename: str) -> None:
        self._grader, self._lab, self._source, self._filename = grader, lab, source, filename
        self._recorded: dict[str, tuple[Status | None, list[TracePair]]] = {}

    def trace_pairs(self, picture: Picture) -> tuple[Status | None, list[TracePair]]:
        """Return `(status, [TracePair, …])` of what a picture shows."""
        if picture.probe not in self._recorded:
            check = lab_named(self._lab).check(picture.function)
            self._recorded[picture.probe] = self._grader.trace_pairs(check, picture.probe, self._source, self._filename)
        return self._recorded[picture.probe]

    def png(self, picture: Picture, number: int | None = None) -> Rendered:
        """Return one picture; of a `Step`, the one after update `number`."""
        status, pairs = self.trace_pairs(picture)
        if status:
            return Rendered(picture, status=status)
        with style.styled():
            chosen = (number,) if isinstance(picture, Step) else ()
            return Rendered(picture, style.as_png(DRAW[type(picture)](picture, pairs, *chosen)))

    def gif(self, picture: Step) -> Rendered:
        """Return the animation of a `Step`, from the start to the last update."""
        status, pairs = self.trace_pairs(picture)
        if status:
            return Rendered(picture, status=status, ending="gif")
        with style.styled():
            figures = [step(picture, pairs, number) for number in range(steps_of(picture, pairs) + 1)]
            return Rendered(picture, style.gif_of(figures), ending="gif")
