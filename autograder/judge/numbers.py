"""How a number is written for people: never cut short, and never so that two different ones look the same."""

from typing import SupportsFloat


def show(value: SupportsFloat, beside: SupportsFloat | None = None) -> str:
    """Return `value` with seven digits, or as many more as it takes to differ from `beside`."""
    number, other = float(value), None if beside is None else float(beside)
    for digits in range(7, 18):
        text = f"{number:.{digits}g}"
        if other is None or number == other or text != f"{other:.{digits}g}":
            break
    return text
