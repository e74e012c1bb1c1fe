"""What a lab's pictures show. A lab says so in its `pictures.py`; the student's room knows how each kind is drawn."""

import importlib
import importlib.util
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: `<lab>-<name>.png`, of what `probe` writes down on the published cases of `function`.

    Labels of axes carry the unit, where there is one. `updates` is the case's name for the number of updates.
    """

    name: str
    function: str
    title: str
    probe: str = ""
    updates: str = "iters"
    loss: str = "mean squared error"


@dataclass(frozen=True, kw_only=True)
class Valley(Picture):
    """The mean squared error of a line over slope and bias, in 3-d and as a contour, with the ways down through it."""

    x: str = "x"
    y: str = "y"
    arrays: tuple[str, str] = ("X", "Y")
    parameters: tuple[str, str] = ("w", "b")
    labels: tuple[str, str] = ("slope w", "bias b")


@dataclass(frozen=True, kw_only=True)
class Step(Valley):
    """One step of such a descent: the line among its data, beside the point in the valley."""


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
class Fits(Picture):
    """A parabola after every step of its descent, among its data."""

    arrays: tuple[str, str]
    parameters: tuple[str, ...]
    x: str
    y: str


@dataclass(frozen=True, kw_only=True)
class Descent:
    """A way of two parameters down the mean squared error of a line: what a page shows of the check of `function`.

    The check's own probe has written it down, as a path or as the parameters after some of the updates.
    """

    function: str
    arrays: tuple[str, str] = ("X", "Y")
    parameters: tuple[str, str] = ("w", "b")
    labels: tuple[str, str] = ("slope w", "bias b")


def pictures_of(lab, function=""):
    """Return the pictures of a lab, or those of one of its functions. A lab without `pictures.py` has none."""
    pictures = _declared(lab, "PICTURES")
    return tuple(picture for picture in pictures if function in ("", picture.function))


def descent_of(lab, function):
    """Return the `Descent` that a check's own probe writes down, or None."""
    return next((descent for descent in _declared(lab, "DESCENTS") if descent.function == function), None)


def _declared(lab, kind):
    name = f"autograder.labs.{lab}.pictures"
    return getattr(importlib.import_module(name), kind, ()) if importlib.util.find_spec(name) else ()
