"""gradkit: exercises in gradient descent, and the truth about them."""

from __future__ import annotations  # so that a Python which is too old can be told so

import os

__version__ = "0.1.0"


def check(target: str, source: str | os.PathLike[str] | None = None, *, picture: bool = True) -> int:
    """Check a lab's function from a notebook: `check("train_model")`. Shows the verdict and returns the points.

    `target` is a function, LAB.FUNCTION or LAB. The functions are those of the notebook's own cells, or of the file
    `source`; outside a notebook they are those of `exercises/`. `picture=False` leaves the picture out.
    """
    __tracebackhide__ = True
    from autograder.student.notebook import check  # here, so that `import autograder` is quick

    return check(target, source, picture=picture)


def hint(target: str = "") -> None:
    """Print a hint from a notebook, one rung at a time: `hint("train_model")`, or `hint()` for what was checked last."""
    __tracebackhide__ = True
    from autograder.student.notebook import hint

    hint(target)


def solution(target: str) -> None:
    """Print another right way, from a notebook, for a lab that passes whole: `solution("slope_and_bias")`."""
    __tracebackhide__ = True
    from autograder.student.notebook import solution

    solution(target)
