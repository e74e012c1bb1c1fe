"""A known mistake: a small wrong implementation that is run through the same probe as everything else."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """`slug` names it, `function` is the check whose numbers it explains, `replace` the solution's functions to swap.

    A mistake with a free number (the rate that somebody fixed) has `fit`: it gets the cases with the student's and the
    right traces, and returns the number that would explain the first of them, or None. `replace` is then called with it.
    """

    slug: str
    function: str
    replace: dict[str, Callable] | Callable[[float], dict[str, Callable]] = field(repr=False)
    fit: Callable | None = None
