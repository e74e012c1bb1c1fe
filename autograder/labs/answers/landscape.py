"""What a function descends on, told so that every walk at another rate can be worked out from a few numbers.

A mistake with a free number, the rate that somebody fixed, cannot be run before that number is known. `survey.py` takes
the numbers down while the solution is at hand, `judge/rates.py` walks by them when it no longer is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

# What a survey's numbers are called, beside the parameters: how many updates there are, and the derivatives at the start
# of a loss that is smooth, or of what stands between the bars of one that is a sum of absolute values.
UPDATES, SMOOTH, CREASED = "updates", "smooth", "creased"


@dataclass(frozen=True)
class Landscape:
    """`losses(given)` returns the loss of every update, each a function of the `parameters`.

    The functions of a `creased` loss return what stands between the bars, as a vector.
    """

    parameters: tuple[str, ...]
    losses: Callable = field(repr=False)
    creased: bool = False
