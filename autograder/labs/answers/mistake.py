"""A known mistake: a small wrong implementation that is run through the same probe as everything else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """`slug` names it, `function` is the check whose numbers it explains, `replace` the solution's functions to swap.

    A rate that somebody fixed is no such mistake, because nobody knows the number before: see `judge/rates.py`.
    """

    slug: str
    function: str
    replace: dict[str, Callable[..., Any]] = field(repr=False)


def wrong(slug: str, function: str, replacement: Callable[..., Any]) -> Mistake:
    """Return the mistake of a function that is itself implemented wrongly."""
    return Mistake(slug, function, {function: replacement})
