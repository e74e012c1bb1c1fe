"""What learning management systems hand out, each in its own layout: one is known by the names at the top."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Self

from autograder.errors import ClassUnreadable
from autograder.teaching import wording
from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads import blackboard, canvas, gradescope, moodle
from autograder.teaching.submissions.downloads.layout import HandedIn, Layout
from autograder.teaching.submissions.sources import Source

_LAYOUTS: tuple[Layout, ...] = (gradescope, moodle, blackboard, canvas)


def layouts_of(files: Collection[str], folders: Collection[str]) -> list[tuple[Layout, list[str]]]:
    """Return the layout that has made most of the names at the top, and those names; none for a folder per student.

    A student chooses the end of a name alone, and may have it fit another layout, with more files than all others have:
    all names that an LMS has made fit its own. So a layout counts only if it reads what every other reads, and more; where
    there is none such, all of them are returned.
    """
    found = []
    for layout in _LAYOUTS:
        names = [name for name in folders if layout.belongs(name, True)]
        names += [name for name in files if layout.belongs(name, False)]
        if 2 * len(names) > len(files) + len(folders):
            found.append((layout, names))
    widest = [one for one in found if all(one is other or set(one[1]) > set(other[1]) for other in found)]
    return widest or found


@dataclass(frozen=True)
class Download:
    """What lies in a folder or an archive: what was handed in, the names of what is no student's, and the LMS that made it.

    `lms` is "" where there is a folder per student.
    """

    source: Source
    handed_in: list[HandedIn]
    left_out: list[str]
    lms: str = ""

    @classmethod
    def of(cls, source: Source, path: Path, zone: tzinfo | None) -> Self:
        """Return what a source holds, which lies at `path`. Raises `ClassUnreadable`."""
        layouts = layouts_of(source.left_out, source.students)
        if not layouts:
            return cls(source, [_of_folder(source, student) for student in source.students], source.left_out)
        if len(layouts) > 1:
            systems = " or ".join(layout.NAME.capitalize() for layout, _ in layouts)
            raise ClassUnreadable(wording.WHICH_LAYOUT, path=path, systems=systems)
        ((layout, names),) = layouts
        with source.opened():
            handed_in = layout.read(source, names, zone)
        left_out = sorted({*source.students, *source.left_out} - set(names))
        return cls(source, handed_in, left_out, layout.NAME.capitalize())

    @property
    def students(self) -> int:
        """How many have handed in something."""
        return len({one.clues.folder for one in self.handed_in})


def _of_folder(source: Source, folder: str) -> HandedIn:
    return HandedIn(Clues(folder), partial(source.files, folder), at_of=partial(source.committed, folder))
