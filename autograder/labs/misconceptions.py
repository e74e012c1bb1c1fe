"""The mistakes that the judge can name, each with its question and its habit, read from `misconceptions.toml`."""

import functools
import tomllib
from dataclasses import dataclass, fields

from autograder.labs.course import HERE

FILE = HERE / "misconceptions.toml"


@dataclass(frozen=True)
class Misconception:
    """`question` is what a teacher would ask; `habit` is what people who share it do, as in "31 of 120 walk uphill"."""

    question: str
    habit: str


@functools.cache
def misconceptions() -> dict[str, Misconception]:
    """Return every misconception by its slug. Raises `ValueError`, in one line that says what to mend in the file."""
    try:
        entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise ValueError(f"{FILE.name} cannot be read: {problem}") from None
    if faults := [fault for slug, entry in entries.items() for fault in _faults(slug, entry)]:
        raise ValueError(f"{FILE.name}: {'; '.join(faults)}")
    return {slug: Misconception(**entry) for slug, entry in entries.items()}


def _faults(slug: str, entry: object) -> list[str]:
    """Return what is wrong with an entry, in words."""
    if not isinstance(entry, dict):
        return [f"{slug} stands outside of an entry"]
    known = [field.name for field in fields(Misconception)]
    missing = [name for name in known if not (isinstance(entry.get(name), str) and entry[name].strip())]
    faults = [f"{slug} has no {name}" for name in missing]
    if "question" not in missing and "?" not in entry["question"]:
        faults.append(f"the question of {slug} asks nothing")
    return [*faults, *(f"{slug} has a field {name}, which means nothing" for name in entry.keys() - known)]
