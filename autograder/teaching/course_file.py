"""`gradkit.toml` in a course's folder: what holds for all who take the course. The seed so far."""

import secrets
import tomllib
from pathlib import Path

from autograder.errors import CourseFileUnusable
from autograder.labs.catalogue import SEED_BITS

NAME = "gradkit.toml"
_TEXT = """# What gradkit has to know of this course. Keep it to yourself: who knows the seed can work out the fresh inputs.

# The fresh inputs of every grading are drawn from it, so that the same work gets the same grade next month.
seed = "{seed}"
"""


def new_text() -> str:
    """Return the text of a new file, with a seed of its own."""
    return _TEXT.format(seed=secrets.randbits(SEED_BITS))


def seed_of(folder: str | Path) -> int | None:
    """Return the seed of the course in a folder, or None where none is named. Raises `CourseFileUnusable`."""
    path = Path(folder, NAME)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("seed")
        seed = None if said is None else int(said)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise CourseFileUnusable(f"{path} cannot be read ({problem.strerror})") from None
    except (ValueError, TypeError) as problem:
        raise CourseFileUnusable(f"{path} cannot be used ({problem})") from None
    if seed is not None and not 0 <= seed < 2**SEED_BITS:
        raise CourseFileUnusable(f"{path}: its seed is not from 0 to {2**SEED_BITS - 1}")
    return seed


def seed_of_or_new(folder: str | Path) -> int | None:
    """Return the seed of the course in a folder; where it has none it gets one, for good. Raises `CourseFileUnusable`."""
    seed = seed_of(folder)
    if seed is not None:
        return seed
    path = Path(folder, NAME)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_text())
    except FileExistsError:
        raise CourseFileUnusable(
            f'{path} names no seed; write one into it: seed = "{secrets.randbits(SEED_BITS)}"'
        ) from None
    except OSError as problem:
        raise CourseFileUnusable(f"{path} cannot be written ({problem.strerror})") from None
    return seed_of(folder)
