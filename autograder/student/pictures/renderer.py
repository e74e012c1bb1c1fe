"""From a student's file to the pictures of a lab: which there are, how each is drawn, and why one is not."""

from dataclasses import dataclass

from autograder.judge.status import Status
from autograder.labs.catalogue import lab_named
from autograder.labs.pictures import Fits, Losses, Picture, Step, Valley, Walk
from autograder.student.pictures.animation import film
from autograder.student.pictures.error_surface import step, steps_of, valley
from autograder.student.pictures.fits import fits
from autograder.student.pictures.losses import losses
from autograder.student.pictures.style import as_png, styled
from autograder.student.pictures.walk import walk

DRAW = {Valley: valley, Step: step, Losses: losses, Walk: walk, Fits: fits}


@dataclass(frozen=True)
class Sheet:
    """One picture: its bytes and the `ending` of its file, or the `status` that says why there are none."""

    picture: Picture
    data: bytes = b""
    status: Status | None = None
    ending: str = "png"


class Album:
    """Draws the pictures of one file of one lab. A student's function is walked once for all that show it."""

    def __init__(self, grader, lab, source, filename):
        self._grader, self._lab, self._source, self._filename = grader, lab, source, filename
        self._walked = {}

    def trails(self, picture):
        """Return `(status, [Trail, …])` of what a picture shows."""
        probe = picture.probe or picture.function
        if probe not in self._walked:
            check = lab_named(self._lab).check(picture.function)
            self._walked[probe] = self._grader.trails(check, probe, self._source, self._filename)
        return self._walked[probe]

    def sheet(self, picture, number=None):
        """Return one picture; of a `Step`, the one after update `number`."""
        status, trails = self.trails(picture)
        if status:
            return Sheet(picture, status=status)
        with styled():
            chosen = (number,) if isinstance(picture, Step) else ()
            return Sheet(picture, as_png(DRAW[type(picture)](picture, trails, *chosen)))

    def film(self, picture):
        """Return the GIF of a `Step`, from the start to the last update."""
        status, trails = self.trails(picture)
        if status:
            return Sheet(picture, status=status, ending="gif")
        with styled():
            figures = [step(picture, trails, number) for number in range(steps_of(picture, trails) + 1)]
            return Sheet(picture, film(figures), ending="gif")
