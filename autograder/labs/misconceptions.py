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
from autograder.labs.authors_files import fitted, tables_of
from autograder.labs.catalogue import all_labs
from autograder.labs.course import SHIPPED, course

FILE = "misconceptions.toml"
NOTHING_SAID = "{path}: {slug} has no {name}"
NOTHING_ASKED = "{path}: the question of {slug} asks nothing; it has no ?"


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
        known = fitted(f"{path}: {slug}", Misconception, entry)
        for name, text in vars(known).items():
            if not text.strip():
                raise CourseFileUnusable(NOTHING_SAID, path=path, slug=slug, name=name)
        if "?" not in known.question:
            raise CourseFileUnusable(NOTHING_ASKED, path=path, slug=slug)
        yield slug, known
