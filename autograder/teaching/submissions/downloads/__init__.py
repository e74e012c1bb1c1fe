"""What learning management systems hand out, each in its own layout: one is known by the names at the top."""

from collections.abc import Collection
from datetime import tzinfo
from functools import partial

from autograder.teaching.submissions.clues import Clues
from autograder.teaching.submissions.downloads import blackboard, canvas, gradescope, moodle
from autograder.teaching.submissions.downloads.layout import HandedIn, Layout
from autograder.teaching.submissions.sources import Source

# Canvas comes last, for its names could be anybody's most easily.
_LAYOUTS: tuple[Layout, ...] = (gradescope, moodle, blackboard, canvas)


def layout_of(files: Collection[str], folders: Collection[str]) -> tuple[Layout | None, list[str]]:
    """Return the layout that has made most of the names at the top, and those names; None for a folder per student."""
    for layout in _LAYOUTS:
        names = [name for name in folders if layout.belongs(name, True)]
        names += [name for name in files if layout.belongs(name, False)]
        if 2 * len(names) > len(files) + len(folders):
            return layout, names
    return None, []


def handed_in(source: Source, zone: tzinfo | None) -> tuple[list[HandedIn], list[str]]:
    """Return what a source that is opened holds, and the names of what is no student's."""
    layout, names = layout_of(source.left_out, source.students)
    if layout is None:
        return [_of_folder(source, student) for student in source.students], source.left_out
    ours = set(names)
    return layout.read(source, names, zone), [name for name in (*source.students, *source.left_out) if name not in ours]


def _of_folder(source: Source, folder: str) -> HandedIn:
    return HandedIn(Clues(folder), partial(source.files, folder), at_of=partial(source.committed, folder))
