"""What a tame walk keeps, whichever way it was tamed."""

import numpy as np

from autograder.labs.properties import Shortfall
from autograder.labs.runaway_square import POSITIONS
from autograder.language import Phrase
from autograder.trace import Case, Trace

CLOSE_ENOUGH = 0.01
COUNT = (
    "There is one value after every step, and the start before them. How often does your loop run for these `steps`?"
)
START = "The first value is x as it was given. What has happened to it before you write it down?"
STEP = "This move ends higher than it began. Does it go the wrong way, or the right way and too far?"
LEAP_OF_FAITH = "One step was enough, which descent does not do. Where does this x come from?"
TOO_SHORT = (
    "The walk ends before it has arrived. Do its last values still move? If not, what holds them; if so, why so slowly?"
)
STEPS = 100  # the bound holds after this many
# Who is so far from y_true, in x**2, comes so near to it in a single move, be it Newton's, by a formula and no loop.
FAR, LEAP = 1.0, 1e-3


def tame(case: Case, trace: Trace) -> Shortfall | None:
    x, y_true = trace[POSITIONS], case.values["y_true"]
    steps = STEPS if case.values["steps"] is None else case.values["steps"]
    if len(x) != steps + 1:
        return Shortfall("the number of values of x", f"{steps + 1}", f"{len(x)}", COUNT)
    if not abs(x[0] - case.values["x"]) <= 1e-4 * abs(case.values["x"]):
        return Shortfall("the first value of x", "the start", f"{x[0]:.7g}", START)
    if not np.isfinite(x).all():
        step = int(np.argmin(np.isfinite(x)))
        return Shortfall(f"x[{step}]", "a finite number", f"{x[step]}", STEP)
    loss = (x**2 - y_true) ** 2
    uphill = np.diff(loss) > 1e-9 * np.maximum(1.0, loss[:-1])
    if uphill.any():
        step = int(np.argmax(uphill)) + 1
        wanted = Phrase("at most {loss}, the loss at x[{step}]", loss=f"{loss[step - 1]:.7g}", step=step - 1)
        return Shortfall(Phrase("the loss at x[{step}]", step=step), wanted, f"{loss[step]:.7g}", STEP)
    # From whole numbers a round rate may hit the root by luck.
    far = x[0] % 1 and abs(x[0] ** 2 - y_true) > FAR
    if far and len(x) > 1 and abs(x[1] ** 2 - y_true) < LEAP:
        got = Phrase("{x}, the root itself", x=f"{x[1]:.7g}")
        return Shortfall("x[1]", "a step from x[0] on the way to the root", got, LEAP_OF_FAITH)
    distance = abs(x[-1] ** 2 - y_true)
    if steps == STEPS and not distance < CLOSE_ENOUGH:
        wanted = Phrase("less than {limit}", limit=CLOSE_ENOUGH)
        return Shortfall("the distance of x**2 from y_true at the end", wanted, f"{distance:.7g}", TOO_SHORT)
    return None
