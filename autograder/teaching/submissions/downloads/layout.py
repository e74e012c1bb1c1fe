"""What every LMS's download comes to: who handed in what, and when."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Protocol

from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.sources import FoundFile, Source


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in at once; `files` yields it, and raises `Refused`. `at` is when, "" where nobody says."""

    clues: Clues
    files: Callable[[FileLimits], Iterable[FoundFile]] = field(repr=False)
    at: str = ""
    marked_late: bool = False
    # Where `at` is not told once for all files: tells it of the path of one.
    at_of: Callable[[tuple[str, ...]], str] | None = field(default=None, repr=False)
    # Why nobody can tell whose it is: one sentence, and nothing of it is taken.
    doubt: str = ""


class Layout(Protocol):
    """How an LMS lays its downloads out: a module of this room.

    Where a file lay is kept on its row as `name:path`, with the `name` of the layout and its path in the download: what
    an LMS takes back as feedback has to be called after that, as each module says.
    """

    NAME: str

    def belongs(self, name: str, is_folder: bool) -> bool:
        """Tell of a name at the top of a folder or an archive whether this LMS makes such names."""

    def read(self, source: Source, names: list[str], zone: tzinfo | None) -> list[HandedIn]:
        """Return what was handed in, of a source that is opened and its names that belong.

        Times that name no zone are by the clocks of `zone`, or of this machine.
        """


def in_folders(layout: str, source: Source, folders: Iterable[str], limits: FileLimits) -> Iterator[FoundFile]:
    """Yield the files of a student's folders."""
    for folder in folders:
        for file in source.files(folder, limits):
            yield replace(file, came_as=f"{layout}:{'/'.join((folder, *file.parts))}")


def loose(layout: str, source: Source, name: str, original: str, number: int = 0) -> FoundFile:
    """Return a file from beside the folders under the name that its student gave it. Raises `Refused`."""
    return replace(source.loose(name), parts=(original,), came_as=f"{layout}:{name}", number=number)
