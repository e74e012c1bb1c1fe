"""What a lab's functions descend on, and what its `pictures.py` shows of them; the student's room knows how that is drawn.

What a function descends on is said once: the probe that calls it, the pictures and the pages follow from it.
"""

import importlib
import importlib.util
from dataclasses import dataclass

# What the two parameters of a line are called on the axes of a picture.
LINE = ("slope w", "bias b")


@dataclass(frozen=True)
class Descent:
    """A function that makes updates to parameters, so that a model of `inputs[0]` comes near `inputs[1]`.

    All are names of the case's: `inputs` and `parameters` of arrays, `updates` of how many there are. `axes` are the
    labels of a map of the two parameters, where the model is a line and the loss the mean squared error.
    """

    function: str
    inputs: tuple[str, str]
    parameters: tuple[str, ...]
    updates: str
    axes: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: `<lab>-<name>.png`, of what `probe` writes down on the published cases of `function`.

    Labels of axes carry the unit, where there is one.
    """

    name: str
    title: str
    function: str = ""
    loss: str = "mean squared error"

    @property
    def probe(self) -> str:
        """The name of the probe: that of the function's check."""
        return self.function


@dataclass(frozen=True, kw_only=True)
class OfDescent(Picture):
    """A picture of every update of a descent, for which there is a probe of its own; `x` and `y` label its data."""

    descent: Descent
    x: str = "x"
    y: str = "y"

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", self.descent.function)

    @property
    def probe(self) -> str:
        """The name of the probe that looks at every update."""
        return f"path_of_{self.function}"


@dataclass(frozen=True, kw_only=True)
class ErrorSurface(OfDescent):
    """The mean squared error of a line over slope and bias, in 3-d and as a contour, with the paths down through it."""

    name: str = "surface"


@dataclass(frozen=True, kw_only=True)
class Step(ErrorSurface):
    """One step of such a descent: the line among its data, beside the point on the surface."""

    name: str = "step"


@dataclass(frozen=True, kw_only=True)
class Losses(Picture):
    """Series of losses against the step: `series` maps what each is of, as the probe says, to what a legend calls it."""

    name: str = "losses"
    series: dict[str, str]
    step: str = "update"


@dataclass(frozen=True, kw_only=True)
class Walk(Picture):
    """A walk of one number x to where x squared is `target`: against the step, and on the parabola of squares.

    `target` is the case's name for that, `parameter` the probe's for x.
    """

    name: str = "walk"
    parameter: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Annealing(Picture):
    """A walk of one number x that chance may lead uphill: against the step, and on the curve of its loss.

    `parameter` is the probe's name for x. A move that the reference refuses is shown where it would have led.
    """

    name: str = "walk"
    parameter: str


@dataclass(frozen=True, kw_only=True)
class Coefficients(Picture):
    """The coefficients of a linear model as bars, one panel per case, from few steps to many.

    `columns` are what the model's inputs are called, in order; `parameter` is the probe's name for the coefficients.
    """

    name: str = "coefficients"
    parameter: str
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fits(OfDescent):
    """A parabola after every step of its descent, among its data."""

    name: str = "fits"


def pictures_of(lab: str, function: str = "") -> tuple[Picture, ...]:
    """Return the pictures of a lab, or those of one of its functions. A lab without `pictures.py` has none."""
    name = f"autograder.labs.{lab}.pictures"
    pictures: tuple[Picture, ...] = importlib.import_module(name).PICTURES if importlib.util.find_spec(name) else ()
    return tuple(picture for picture in pictures if function in ("", picture.function))


def map_of(lab: str, function: str) -> Descent | None:
    """Return the descent of a function that can be drawn on a map of its two parameters, or None."""
    descents: tuple[Descent, ...] = getattr(importlib.import_module(f"autograder.labs.{lab}"), "DESCENTS", ())
    return next((descent for descent in descents if descent.function == function), None)
