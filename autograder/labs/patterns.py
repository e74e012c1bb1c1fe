"""How something is done, worked on a function that is in no lab: the last rung of a hint, read from `patterns.toml`."""

import functools
import tomllib
from dataclasses import dataclass

from autograder.labs.course import HERE


@dataclass(frozen=True)
class Pattern:
    """`about` says what its `code` works out; the code runs as it stands."""

    about: str
    code: str


@functools.cache
def patterns() -> dict[str, Pattern]:
    """Return every pattern by the name that a lab's `lab.toml` calls it by."""
    entries = tomllib.loads((HERE / "patterns.toml").read_text(encoding="utf-8"))
    return {name: Pattern(entry["about"], entry["code"].strip("\n")) for name, entry in entries.items()}
