"""Of a run that was killed one submission may be half done. nbgrader takes a folder that is there for graded and skips it,
so such a folder is marked while it is worked on, and the next command that is typed in the course takes it back.
"""

import atexit
import shutil
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout
from nbgrader.coursedir import CourseDirectory

MARK = ".gradkit-unfinished"
# Held while this process grades in a course. The system lets go of it when its holder dies, however it dies.
_LOCK = ".gradkit.lock"
_HELD: dict[Path, FileLock] = {}


def begin(course: CourseDirectory, submission: Mapping[str, str]) -> None:
    """Mark a submission as begun: its `student` and its `assignment`."""
    root = Path(course.root)
    if root not in _HELD:
        lock = FileLock(root / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            pass  # two at a time: nothing is taken back while either of them is at work
        _HELD[root] = lock
    mark = _mark(course, submission)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def end(course: CourseDirectory, submission: Mapping[str, str]) -> None:
    """Take the mark away: the submission is in the gradebook."""
    _mark(course, submission).unlink(missing_ok=True)


def take_back(config_file: str | Path) -> None:
    """Remove what a killed run left half done in the course of a config file, unless somebody is grading there now."""
    root = Path(config_file).parent
    begun = [mark.parent for mark in root.glob(f"autograded/*/*/{MARK}")]
    if not begun:
        return
    try:
        with FileLock(root / _LOCK, timeout=0):
            for folder in begun:
                shutil.rmtree(folder)
    except (Timeout, OSError):
        pass  # a run that is at work ends by itself; a folder that cannot be removed is nbgrader's to complain of


def _mark(course: CourseDirectory, submission: Mapping[str, str]) -> Path:
    return Path(course.format_path(course.autograded_directory, submission["student"], submission["assignment"]), MARK)


@atexit.register
def _let_go() -> None:
    for lock in _HELD.values():
        lock.release()
