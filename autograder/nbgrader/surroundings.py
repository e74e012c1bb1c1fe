"""What nbgrader would run a notebook with: the files beside it, and the time that each cell may take."""

import os
from collections.abc import Mapping
from pathlib import Path

from nbgrader.converters import BaseConverter
from nbgrader.preprocessors import Execute
from nbgrader.utils import find_all_files

from autograder.sandbox.launch import Limits
from autograder.teaching.limits import FileLimits

# In bytes: half of what a process may write is left to the notebook.
MOST_BESIDE = Limits.scratch // 2
# In seconds, where a course sets no bound.
_LONG = 3600.0


def files_beside(converter: BaseConverter, submission: Mapping[str, str]) -> list[tuple[str, bytes]] | None:
    """Return what nbgrader would put beside a notebook, by path: the student's files, and over them the instructor's.

    None where they are more than a process may have.
    """
    course, (student, assignment) = converter.coursedir, (submission[key] for key in ("student", "assignment"))
    kept = converter.exclude_overwriting.get(assignment, ())
    found: dict[str, Path] = {}
    for directory, owner in ((course.submitted_directory, student), (course.source_directory, ".")):
        folder = course.format_path(directory, owner, assignment)
        for path in map(Path, find_all_files(folder, [*course.ignore, "*.ipynb"])):
            name = os.path.relpath(path, folder)
            if not path.is_symlink() and not (owner == "." and name in kept):
                found[name] = path
    if len(found) > FileLimits.student_files or sum(path.stat().st_size for path in found.values()) > MOST_BESIDE:
        return None
    return [(name, path.read_bytes()) for name, path in sorted(found.items())]


def patience_of(converter: BaseConverter) -> float:
    """Return how many seconds nbgrader would give a cell of a course."""
    seconds = Execute(parent=converter).timeout
    return float(seconds) if seconds and seconds > 0 else _LONG
