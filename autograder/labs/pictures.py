"""What a lab's pictures show. A lab says so in its `pictures.py`; the student's room knows how each kind is drawn."""

import importlib
import importlib.util
from dataclasses import dataclass

from autograder.labs.descent import Descent


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: `<lab>-<name>.png`, of what `probe` writes down on the published cases of `function`.

    Labels of axes carry the unit, where there is one.
    """

    name: str
    function: str = ""
    title: str
    probe: str = ""
    loss: str = "mean squared error"


@dataclass(frozen=True, kw_only=True)
class OfDescent(Picture):
    """A picture of what a descent's function does; `x` and `y` are the labels of its data."""

    descent: Descent
    x: str = "x"
    y: str = "y"

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", self.descent.function)


@dataclass(frozen=True, kw_only=True)
class ErrorSurface(OfDescent):
    """The mean squared error of a line over slope and bias, in 3-d and as a contour, with the paths down through it."""


@dataclass(frozen=True, kw_only=True)
class Step(ErrorSurface):
    """One step of such a descent: the line among its data, beside the point on the surface."""


@dataclass(frozen=True, kw_only=True)
class Losses(Picture):
    """Series of losses against the step: `series` maps what each is of, as the probe says, to what a legend calls it."""

    series: dict[str, str]
    step: str = "update"


@dataclass(frozen=True, kw_only=True)
class Walk(Picture):
    """A walk of one number x to where x squared is `target`: against the step, and on the parabola of squares.

    `target` and `rate` are the case's names for the two, `parameter` the probe's for x.
    """

    parameter: str
    target: str
    rate: str


@dataclass(frozen=True, kw_only=True)
class Fits(OfDescent):
    """A parabola after every step of its descent, among its data."""


def pictures_of(lab: str, function: str = "") -> tuple[Picture, ...]:
    """Return the pictures of a lab, or those of one of its functions. A lab without `pictures.py` has none."""
    name = f"autograder.labs.{lab}.pictures"
    pictures: tuple[Picture, ...] = importlib.import_module(name).PICTURES if importlib.util.find_spec(name) else ()
    return tuple(picture for picture in pictures if function in ("", picture.function))


def map_of(lab: str, function: str) -> Descent | None:
    """Return the descent of a function that can be drawn on a map of its two parameters, or None."""
    descents: tuple[Descent, ...] = getattr(importlib.import_module(f"autograder.labs.{lab}"), "DESCENTS", ())
    return next((descent for descent in descents if descent.function == function and descent.axes), None)
