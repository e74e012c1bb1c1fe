"""A class of any size takes the memory of its largest submission, and of its students' names."""

import tracemalloc

from autograder.teaching.submissions.collect import collect
from tests.teaching.classes import LAB, lay_out, pack

SOURCE = b"#" * 2_000


def peak_of(submissions):
    """Return `(bytes of source, most bytes of memory that were taken)` of a walk through submissions."""
    tracemalloc.start()
    try:
        size = sum(len(submission.tasks[0].source) for submission in submissions)
        return size, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_thousand_students(tmp_path):
    # An archive, as making and removing as many folders takes a disk longer than reading them.
    path = pack(tmp_path / "class.zip", {f"student{number:05}/{LAB}.py": SOURCE for number in range(10_000)})

    size, peak = peak_of(collect(path))

    assert size == 10_000 * len(SOURCE)
    assert peak < 10_000_000, "the archive's own directory, and none of the sources"


def test_large_files_in_folders(tmp_path):
    source = SOURCE * 100
    lay_out(tmp_path, {f"student{number:03}/{LAB}.py": source for number in range(100)})

    size, peak = peak_of(collect(tmp_path))

    assert size == 100 * len(source)
    assert peak < 2_000_000
