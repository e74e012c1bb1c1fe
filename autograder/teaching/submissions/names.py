"""Names that students chose: which are harmless, how the others are spelled, and which are the same to a reader."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from autograder.teaching.rows import grouped
from autograder.text import JOINERS, printable

NAME_LIMIT = 100
_DRIVE = re.compile(r"[A-Za-z]:")
# What systems leave behind in folders and archives, beside the files whose names begin with a dot.
_LITTER = ("__MACOSX",)


def harmless(name: str) -> str:
    """Return a name that may be shown, and used as a file's name: no separators, never hidden, never too long."""
    spelling = re.sub(r"[/\\]|^\.", "_", printable(name[: NAME_LIMIT + 1]))
    if _DRIVE.match(spelling):
        spelling = spelling.replace(":", "_", 1)
    if len(spelling) > NAME_LIMIT:
        spelling = spelling[: NAME_LIMIT - 1] + "…"
    return spelling if spelling.strip() else "_"


def is_harmless(name: str) -> bool:
    """Tell whether a name can be used as it is."""
    return harmless(name) == name


def is_litter(part: str) -> bool:
    """Tell whether a file or folder is nobody's work: hidden, or left by a system."""
    return part.startswith(".") or part in _LITTER


def fold(name: str) -> str:
    """Return what two names share that a reader, or some file system, takes for the same."""
    return _seen(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()))


def is_plain(name: str) -> bool:
    """Tell whether a name is harmless and holds nothing at its ends, or between its letters, that nobody sees."""
    return is_harmless(name) and _seen(name) == name


def spellings(names: Iterable[str], others: Iterable[str] = ()) -> dict[str, str]:
    """Return `{name: harmless spelling}`, no two spellings the same; a plain name keeps its own before any other does.

    None is a spelling of `others`, either.
    """
    taken = set(map(fold, others))
    numbers: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (not is_plain(name), not is_harmless(name), name)):
        spelling = candidate = harmless(name)
        while fold(candidate) in taken:
            numbers[fold(spelling)] += 1
            candidate = f"{spelling.strip()} ({numbers[fold(spelling)] + 1})"
        taken.add(fold(candidate))
        spelled[name] = candidate
    return spelled


def same_to_a_reader(names: Iterable[str]) -> set[str]:
    """Return those names that have a double among the others.

    Where a single one of them is plain it is whose name it is, and the others, which a blank at the end or the like
    tells apart, are doubles of it: nobody can have an honest student refused by a folder that is called almost as theirs.
    """
    doubles: set[str] = set()
    for group in grouped(names, fold).values():
        plain = [name for name in group if is_plain(name)]
        doubles.update(name for name in group if len(group) > 1 and plain != [name])
    return doubles


def _seen(name: str) -> str:
    """Return a name without the blanks at its ends and the joiners in it."""
    return "".join(character for character in name if character not in JOINERS).strip()
