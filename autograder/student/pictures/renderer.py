"""How each kind of picture is drawn, from what was recorded to the bytes of a file."""

from collections.abc import Callable, Sequence

from matplotlib.figure import Figure

from autograder.judge.verdict import TracePair
from autograder.labs.pictures import Annealing, Coefficients, ErrorSurface, Fits, Losses, Picture, Step, Walk
from autograder.student.pictures import style
from autograder.student.pictures.coefficients import coefficients
from autograder.student.pictures.error_surface import error_surface, step
from autograder.student.pictures.fits import fits
from autograder.student.pictures.losses import losses
from autograder.student.pictures.walk import annealing, walk

DRAW: dict[type[Picture], Callable[..., Figure]] = {
    ErrorSurface: error_surface,
    Step: step,
    Losses: losses,
    Walk: walk,
    Annealing: annealing,
    Fits: fits,
    Coefficients: coefficients,
}


def rendered(picture: Picture, pairs: Sequence[TracePair], ending: str = "png", number: int | None = None) -> bytes:
    """Return a picture; of a `Step` the one after update `number`, or with the ending "gif" the animation of all."""
    with style.styled():
        if not isinstance(picture, Step):
            return style.as_png(DRAW[type(picture)](picture, pairs))
        if ending == "gif":
            updates = pairs[0].case.values[picture.descent.updates]
            return style.gif_of(step(picture, pairs, update) for update in range(updates + 1))
        return style.as_png(step(picture, pairs, number))
