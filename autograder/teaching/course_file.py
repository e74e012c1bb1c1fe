"""`gradkit.toml` in a course's folder: what holds for all who take the course. The seed so far."""

import secrets
import tomllib
from pathlib import Path

from autograder.errors import CourseFileUnusable
from autograder.labs.catalogue import SEED_BITS
from autograder.teaching import wording

NAME = "gradkit.toml"


def new_text(seed: int | None = None) -> str:
    """Return the text of a new file, with this seed or one of its own."""
    return wording.COURSE_FILE_TEXT.format(seed=secrets.randbits(SEED_BITS) if seed is None else seed)


def seed_of(folder: str | Path) -> int | None:
    """Return the seed of the course in a folder, or None where none is named. Raises `CourseFileUnusable`."""
    path = Path(folder, NAME)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("seed")
        seed = None if said is None else int(said)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise CourseFileUnusable(wording.NOT_READ.format(path=path, reason=problem.strerror)) from None
    except (ValueError, TypeError) as problem:
        raise CourseFileUnusable(wording.COURSE_FILE_UNFIT.format(path=path, reason=problem)) from None
    if seed is not None and not 0 <= seed < 2**SEED_BITS:
        raise CourseFileUnusable(wording.COURSE_SEED_UNFIT.format(path=path, largest=2**SEED_BITS - 1))
    return seed


def seed_of_or_new(folder: str | Path) -> int:
    """Return the seed of the course in a folder; where it has none it gets one, for good. Raises `CourseFileUnusable`."""
    seed = seed_of(folder)
    if seed is not None:
        return seed
    path, seed = Path(folder, NAME), secrets.randbits(SEED_BITS)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(new_text(seed))
    except FileExistsError:
        raise CourseFileUnusable(wording.COURSE_WITHOUT_SEED.format(path=path, seed=seed)) from None
    except OSError as problem:
        raise CourseFileUnusable(wording.COURSE_FILE_UNWRITTEN.format(path=path, reason=problem.strerror)) from None
    return seed
