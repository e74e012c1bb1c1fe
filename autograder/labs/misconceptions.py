"""The mistakes that have a name, each with its question and its habit.

A file `misconceptions.toml` stands beside the labs, for all of them, or in a lab's own folder, for that one. The general
ones that the kit ships hold everywhere, unless the course or the lab has words of its own for them.
"""

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseFileUnusable
from autograder.labs.authors_files import Fault, faults_of, fitted, tables_of
from autograder.labs.catalogue import all_labs
from autograder.labs.course import SHIPPED, course

FILE = "misconceptions.toml"
NOTHING_SAID = "{slug} has no {name}"
NOTHING_ASKED = "the question of {slug} asks nothing; it has no ?"


@dataclass(frozen=True)
class Misconception:
    """`question` is what a teacher would ask; `habit` is what people who share it do, as in "31 of 120 walk uphill"."""

    question: str
    habit: str


@functools.cache
def misconceptions_of(lab: str) -> dict[str, Misconception]:
    """Return what is known of the mistakes that can be made in a lab, by slug. Raises `CourseFileUnusable`.

    Of a name that is no lab's, as in an old class, the general ones.
    """
    folders = [SHIPPED.labs, course().labs, *(known.folder for known in all_labs() if known.name == lab)]
    return {slug: known for folder in dict.fromkeys(folders) for slug, known in read_misconceptions(folder / FILE)}


def as_toml(known: dict[str, Misconception]) -> str:
    """Return the text of a file with these."""
    entries = (
        f"[{slug}]\nquestion = {json.dumps(one.question, ensure_ascii=False)}\n"
        f"habit = {json.dumps(one.habit, ensure_ascii=False)}\n"
        for slug, one in known.items()
    )
    return "\n".join(entries)


def read_misconceptions(path: Path) -> Iterator[tuple[str, Misconception]]:
    """Yield `(slug, Misconception)` of a file, of which there need be none. Raises `CourseFileUnusable`."""
    for slug, entry in tables_of(path).items() if path.exists() else ():
        for fault in faults_of_misconception(slug, entry):
            raise CourseFileUnusable("{path}: {fault}", path=path, fault=fault.text)
        yield slug, fitted(path, Misconception, entry)


def faults_of_misconception(slug: str, entry: object) -> Iterator[Fault]:
    """Yield what keeps an entry from saying what a mistake is."""
    unfit = [Fault(fault.key, f"{slug} {fault.text}") for fault in faults_of(Misconception, entry)]
    yield from unfit
    known = {} if unfit or not isinstance(entry, dict) else entry
    yield from (Fault(name, NOTHING_SAID.format(slug=slug, name=name)) for name in known if not known[name].strip())
    if known and "?" not in known["question"]:
        yield Fault("question", NOTHING_ASKED.format(slug=slug))
