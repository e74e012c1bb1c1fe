"""Which lab a file is, by its name: the lab's own, or what browsers, systems and LMSs make of it for a second copy.

Nothing that a student makes up is guessed at: `slopebias.py` is no lab's.
"""

import functools
import re
from dataclasses import dataclass

from autograder.labs.catalogue import all_labs
from autograder.teaching.submissions.names import fold

SUFFIXES = (".py", ".ipynb")
# What is set behind a suffix that a browser, a mail program or an editor does not know.
_ADDED = re.compile(r"\.(?:txt|json)$")
# By how it is marked, a copy: its name without the mark, and its number, which the first may lack.
_COPIES = {
    # " - Copy" and " - Copy (2)" of Windows, " copy" and " copy 2" of a Mac, " (copy)" of Linux, "-Copy1" of Jupyter.
    "copy": re.compile(r"(.+?)(?:[ _]?-|[ _])[ _]?\(?(?:another )?(?:copy|kopie)[ _]?\(?(\d{0,3})\)?", re.DOTALL),
    "(1)": re.compile(r"(.+?)[ _+]?\((\d{1,3})\)", re.DOTALL),  # Chrome, Firefox, Edge
    "-1": re.compile(r"(.+)-(\d{1,2})", re.DOTALL),  # Canvas, Safari
    "_1": re.compile(r"(.+)_(\d{1,2})", re.DOTALL),
    " 1": re.compile(r"(.+) (\d{1,2})", re.DOTALL),  # the Finder of a Mac, Teams
}
_MOST_MARKS = 3


@dataclass(frozen=True)
class Meant:
    """What a file's name means: a lab, a suffix, and of which copies it is one, `(how that is marked, number)` each."""

    lab: str
    suffix: str
    copies: tuple[tuple[str, int], ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """How it is marked as a copy: among files with the same marks the numbers say which came later."""
        return tuple(mark for mark, _ in self.copies)


def exact_names() -> dict[str, str]:
    """Return `{filename: lab}` of what students are asked to hand in."""
    return {f"{lab.name}{suffix}": lab.name for lab in all_labs() for suffix in SUFFIXES}


@functools.lru_cache(maxsize=4096)
def meant(filename: str) -> Meant | None:
    """Return what a file's name means, None where it is no lab's."""
    labs = {fold(lab.name): lab.name for lab in all_labs()}
    name = _ADDED.sub("", fold(filename))
    suffix = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    stem, copies = fold(name.removesuffix(suffix)), list[tuple[str, int]]()
    while suffix and stem not in labs and len(copies) < _MOST_MARKS and (copy := _copy(stem)):
        stem, mark, number = copy
        copies.insert(0, (mark, number))
    return Meant(labs[stem], suffix, tuple(copies)) if suffix and stem in labs else None


def _copy(stem: str) -> tuple[str, str, int] | None:
    """Return `(the stem without its last mark of a copy, how that is marked, its number)`."""
    for mark, pattern in _COPIES.items():
        if found := pattern.fullmatch(stem):
            return found[1], mark, int(found[2] or 1)
    return None
