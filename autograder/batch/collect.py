"""Collect a class from a folder of one folder per student."""

from dataclasses import dataclass
from pathlib import Path

from autograder.labs.catalogue import all_labs


class Unreadable(Exception):
    """The class cannot be read at all. The message is one line: what is wrong, and what to name instead."""


@dataclass(frozen=True)
class LabFile:
    """One lab of one student. A non-empty `problem` says why it is refused."""

    lab: str
    source: bytes
    filename: str
    note: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Submission:
    """What one student handed in. A non-empty `problem` says why all of it is refused."""

    student: str
    files: tuple[LabFile, ...]
    problem: str = ""


class Collection:
    """A class: `submissions` is sorted, knows its length, and may be walked through again."""

    def __init__(self, path, labs):
        self._folders = sorted(entry for entry in path.iterdir() if entry.is_dir())
        self.left_out = tuple(sorted(entry.name for entry in path.iterdir() if not entry.is_dir()))
        self._labs = labs or tuple(lab.name for lab in all_labs())
        self.submissions = self

    def __len__(self):
        return len(self._folders)

    def __iter__(self):
        for folder in self._folders:
            paths = [folder / f"{lab}.py" for lab in self._labs]
            files = (LabFile(path.stem, path.read_bytes(), path.name) for path in paths if path.is_file())
            yield Submission(folder.name, tuple(files))


def collect(path, labs=None):
    """Return the `Collection` of a folder. Raises `Unreadable`."""
    if not Path(path).is_dir():
        raise Unreadable(f"there is no folder and no archive {path}; name one with a folder for each student")
    if not any(entry.is_dir() for entry in Path(path).iterdir()):
        raise Unreadable(f"{path} holds no folder; name the folder or .zip archive that holds one folder per student")
    return Collection(Path(path), labs)
