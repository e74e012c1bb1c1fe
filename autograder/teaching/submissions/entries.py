"""What a folder and an archive of a class have in common: entries, and where in the tree the students are."""

from dataclasses import dataclass

# Only the root of an nbgrader course has one of these as a file, and a student's folder is no file.
_MARKS_OF_A_COURSE = ("gradebook.db", "nbgrader_config.py")
_SUBMITTED = "submitted"


@dataclass(frozen=True)
class Entry:
    """A file in a student's folder: the parts of its path there, its stated size, what the place knows it by."""

    parts: tuple[str, ...]
    size: int
    handle: object

    @property
    def path(self):
        """The path as text, from the student's folder on."""
        return "/".join(self.parts)


def handed_in(files, folders):
    """Return the folder in which an nbgrader course keeps what was handed in, or "" where the root is no course's."""
    return _SUBMITTED if _SUBMITTED in folders and set(files) & set(_MARKS_OF_A_COURSE) else ""
