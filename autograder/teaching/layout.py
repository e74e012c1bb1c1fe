"""`gradkit init FOLDER`: exercises and tables, to be worked on; with `--teacher` the whole course, to be changed."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import all_labs
from autograder.labs.course import FILE, SHIPPED, course, way_to_labs
from autograder.teaching import wording
from autograder.teaching.kit import README, exercises_and_tables, first_page, read_files
from autograder.teaching.seed import line_of_labs, new_text
from autograder.teaching.whole_files import write_new

FIRST_PAGE = README.with_name("INSTALLED.md")


def lay_out(name: str, *, whole: bool) -> str:
    """Write the files to a folder, in which none of them may be; return the sentence that says what to type there."""
    if missing := [lab.solution for lab in all_labs() if not lab.solution.is_file()]:
        raise UsageProblem(wording.INIT_NEEDS_SOLUTIONS, path=missing[0])
    folder = Path(name)
    files = {**dict(exercises_and_tables()), **dict(_for_a_teacher() if whole else _for_a_student(folder))}
    if there := [folder / path for path in files if os.path.lexists(folder / path)]:
        raise UsageProblem(wording.INIT_EXISTS, path=there[0])
    with or_usage_problem(wording.CANNOT_LAY_OUT, path=folder):
        write_new({folder / path: data for path, data in files.items()})
    there_first = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(name)} && "
    said, place = (wording.INIT_COURSE, "labs") if whole else (wording.INIT_EXERCISES, "exercises")
    return said.format(folder=folder / place, go=there_first)


def _for_a_student(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "README.md", first_page(FIRST_PAGE)
    yield "pytest.ini", wording.PYTEST_INI.encode()
    chosen = course().settings.for_students()
    yield FILE, (wording.STUDENTS_FILE_TEXT + chosen + line_of_labs(way_to_labs(folder))).encode()


def _for_a_teacher() -> Iterator[tuple[str, bytes]]:
    home = course()
    yield from read_files(home.root, "", home.solutions.glob("README.md"))
    if home.labs != SHIPPED.labs:
        yield from read_files(home.root, "", [home.root / FILE, *home.labs.glob("*.toml")])
    else:
        yield FILE, (new_text() + wording.COURSE_FILE_MORE.format(lab=all_labs()[0])).encode()
    for lab in all_labs():
        folder = (path for path in lab.folder.rglob("*") if "__pycache__" not in path.parts)
        yield from read_files(lab.home.labs, "labs/", folder)
        yield from read_files(lab.home.root, "", lab.home.solutions.glob(f"{lab.name}.*"))
