"""What a property-judged check may say: the first promise of the contract that a trace does not keep."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortfall:
    """`what` was promised, what was `expected` of it and what was `got`. Texts, ready to be read."""

    what: str
    expected: str
    got: str
