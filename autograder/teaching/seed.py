"""The seed that fresh inputs are drawn from: `gradkit.toml` in a course's folder names it, for all who take the course."""

import json
import secrets
from pathlib import Path

from autograder.errors import CourseFileUnusable
from autograder.labs.catalogue import SEED_BITS
from autograder.labs.course import FILE, settings_in
from autograder.labs.settings import Settings
from autograder.teaching import wording
from autograder.teaching.whole_files import write_new


def new_seed() -> int:
    """Return a seed that nobody can guess."""
    return secrets.randbits(SEED_BITS)


def new_text(seed: int | None = None, course: str = "") -> str:
    """Return the text of a new file, with this seed or one of its own, and the folder of its labs, if need be."""
    return wording.COURSE_FILE_TEXT.format(seed=new_seed() if seed is None else seed) + line_of_labs(course)


def line_of_labs(course: str) -> str:
    """Return what stands in the file of the folder of its labs, if need be."""
    return wording.COURSE_FILE_LABS.format(course=json.dumps(course, ensure_ascii=False)) if course else ""


def seed_of(folder: str | Path) -> int | None:
    """Return the seed of the course in a folder, or None where none is named. Raises `CourseFileUnusable`."""
    return seed_named(settings_in(Path(folder)), Path(folder, FILE))


def seed_named(settings: Settings, path: Path) -> int | None:
    """Return the seed that settings name, if any; `path` is their file. Raises `CourseFileUnusable`."""
    try:
        seed = None if settings.seed is None else int(str(settings.seed))
    except ValueError as problem:
        raise CourseFileUnusable(wording.COURSE_FILE_UNFIT, path=path, reason=problem) from None
    if seed is not None and not 0 <= seed < 2**SEED_BITS:
        raise CourseFileUnusable(wording.COURSE_SEED_UNFIT, path=path, largest=2**SEED_BITS - 1)
    return seed


def seed_of_or_new(folder: str | Path) -> int:
    """Return the seed of the course in a folder; where it has none it gets one, for good. Raises `CourseFileUnusable`."""
    seed = seed_of(folder)
    if seed is not None:
        return seed
    path, seed = Path(folder, FILE), new_seed()
    try:
        write_new({path: new_text(seed).encode()})
    except FileExistsError:
        raise CourseFileUnusable(wording.COURSE_WITHOUT_SEED, path=path, seed=seed) from None
    except OSError as problem:
        raise CourseFileUnusable(wording.COURSE_FILE_UNWRITTEN, path=path, reason=problem.strerror) from None
    return seed
