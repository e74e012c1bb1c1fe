"""Which of the files in a student's folder is which lab's, and what is left over."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from autograder.errors import FileRefused, Refused
from autograder.teaching import wording
from autograder.teaching.limits import FileLimits
from autograder.teaching.pages.wording import AND_MORE, NOT_UNPACKED, NOT_USED, OTHER_LEFT, TAKEN_AS
from autograder.teaching.rows import grouped
from autograder.teaching.submissions.filenames import SUFFIXES, Meant, exact_names, meant
from autograder.teaching.submissions.names import fold
from autograder.teaching.submissions.sources import FoundFile
from autograder.teaching.submissions.times import TIMESTAMP
from autograder.teaching.submissions.zip_file import unzipped
from autograder.text import said

# A folder holds the labs itself, or nbgrader's assignments that hold them; in a .zip these are often in a folder more.
_DEPTHS, _DEPTHS_IN_A_ZIP = 2, 3
# What a student may have meant as work, and what belongs to the course.
_WORK = (
    *(".py", ".ipynb", ".txt", ".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".html", ".pdf", ".docx", ".doc", ".odt"),
    *(".rtf", ".pages", ".png", ".jpg", ".jpeg", ".heic", ".gif"),
)
_NO_WORK = ("constraints.txt", "requirements.txt", TIMESTAMP)
_NAMED, _NAME_LENGTH = 5, 30


@dataclass(frozen=True)
class Chosen:
    """The files of a folder by the labs that they may be, and what there is to say of the others."""

    labs: dict[str, list[FoundFile]]
    notes: tuple[str, ...]


def choose(files: Sequence[FoundFile], wanted: Collection[str] | None, limits: FileLimits) -> Chosen:
    """Return which lab each file is, in the folder or in a .zip there. Raises `Refused` where nothing in it can be
    trusted.

    `wanted` are the labs that count, None for all: where they lie there as they are, no .zip is opened.
    """
    here = _here(files, 0, _DEPTHS)
    labs, left, notes = _by_lab(here), _beside(here, files), []
    if not (wanted and labs.keys() >= set(wanted)):
        outside = set(labs)
        for file in [file for file in left if _is_zip(file.parts[-1])]:
            left.remove(file)
            try:
                inside = unzipped(file, limits)
                found = _by_lab(_here(inside, len(file.parts), _DEPTHS_IN_A_ZIP))
            except (Refused, FileRefused) as problem:
                if not outside:
                    raise Refused(wording.IN_ZIP, path=file.parts[-1], reason=problem) from None
                notes.append(_note(NOT_UNPACKED, path=file.parts[-1], reason=problem))
                continue
            left += [] if found else inside or [file]
            for lab in found.keys() - outside:
                labs.setdefault(lab, []).extend(found[lab])
    return Chosen(labs, (*notes, *_not_used(sorted("/".join(file.parts) for file in left if _is_work(file)))))


def pick(lab: str, files: Sequence[FoundFile]) -> tuple[FoundFile, list[str]]:
    """Return which of the files that may be a lab is graded, and what there is to say of it. Raises `FileRefused`.

    A file that is called as it is to be comes before any other, a .py before a notebook. Of copies the latest counts,
    by the LMS's numbers or by their own.
    """
    exact = [file for file in files if file.parts[-1] in exact_names()]
    of_one_kind = min(grouped(exact or files, _suffix).items(), key=lambda item: SUFFIXES.index(item[0]))[1]
    folders = sorted({"/".join(file.parts[:-1]) for file in files})
    if len(folders) > 1:
        raise FileRefused(wording.WHICH, path=of_one_kind[0].parts[-1], folders=" and ".join(folders))
    file = _latest(lab, of_one_kind)
    graded, wanted = file.parts[-1], lab + _suffix(file)
    notes = (
        [_note(TAKEN_AS, path="/".join(file.parts), wanted=wanted)] if not exact or outside(file) != file.parts else []
    )
    others = sorted(other.parts[-1] for other in files if other is not file)
    return file, notes + [_note(OTHER_LEFT, graded=graded, other=other) for other in others]


def _latest(lab: str, files: Sequence[FoundFile]) -> FoundFile:
    if len(files) == 1:
        return files[0]
    if len({file.number for file in files}) == len(files):
        return max(files, key=lambda file: file.number)
    copies = {file: meaning(file).copies for file in files}
    unmarked = [file for file in files if not copies[file]]
    last = unmarked or [file for file in files if copies[file] == max(copies.values())]
    if len(last) > 1 or not (unmarked or len({meaning(file).marks for file in files}) == 1):
        names = " and ".join(sorted(file.parts[-1] for file in files))
        raise FileRefused(wording.WHICH_NAME, names=names, wanted=lab + _suffix(files[0]))
    return last[0]


def _here(files: Iterable[FoundFile], above: int, depths: int) -> list[FoundFile]:
    """Return the files at the depth where labs lie: called as they are to be if there are such, else as copies are."""
    at = grouped(files, lambda file: len(file.parts) - above)
    levels = [at.get(depth, []) for depth in range(1, depths + 1)]
    exact = (level for level in levels if any(file.parts[-1] in exact_names() for file in level))
    return next(chain(exact, (level for level in levels if any(map(_lab_of, level)))), [])


def _beside(here: Iterable[FoundFile], files: Iterable[FoundFile]) -> list[FoundFile]:
    """Return the files that are no lab's: at the top and beside the labs, or one folder deeper where there are none."""
    folders = {file.parts[:-1] for file in here if _lab_of(file)}
    return [
        file
        for file in files
        if not _lab_of(file)
        and (len(file.parts) == 1 or (file.parts[:-1] in folders if folders else len(file.parts) == 2))
    ]


def _by_lab(files: Sequence[FoundFile]) -> dict[str, list[FoundFile]]:
    """Return the files by the labs that they may be. Where one is called as it is to be, copies elsewhere do not count."""
    files = [file for file in files if _lab_of(file)]
    _check_doubles(files)
    found: dict[str, list[FoundFile]] = {}
    for lab, group in grouped(files, _lab_of).items():
        exact = {file.parts[:-1] for file in group if file.parts[-1] in exact_names()}
        found[lab] = [file for file in group if not exact or file.parts[:-1] in exact]
    return found


def _check_doubles(files: Iterable[FoundFile]) -> None:
    paths: dict[str, str] = {}
    for path in ("/".join(file.parts) for file in files):
        other = paths.setdefault(fold(path), path)
        if other != path:
            raise Refused(wording.SAME_FILE, path=path, other=other)


def meaning(file: FoundFile) -> Meant:
    """Return what a file's name means that is a lab's."""
    found = meant(file.parts[-1])
    assert found
    return found


def _lab_of(file: FoundFile) -> str:
    found = meant(file.parts[-1])
    return found.lab if found else ""


def _suffix(file: FoundFile) -> str:
    return meaning(file).suffix


def outside(file: FoundFile) -> tuple[str, ...]:
    """Return the path of a file, or of the .zip that it was found in."""
    depth = next((depth for depth, part in enumerate(file.parts, 1) if _is_zip(part)), len(file.parts))
    return file.parts[:depth]


def _not_used(paths: Sequence[str]) -> Iterator[str]:
    """Yield what there is to say of files that are no lab's, named where they are few."""
    names = [path if len(path) <= _NAME_LENGTH else path[: _NAME_LENGTH - 1] + "…" for path in paths[:_NAMED]]
    if len(paths) > _NAMED:
        names.append(said(AND_MORE, count=len(paths) - _NAMED))
    if names:
        yield _note(NOT_USED, names=", ".join(names))


def _note(sentence: str, **details: object) -> str:
    """Return a sentence of a row's note, where a `;` ends a sentence: no file is called so that it begins one."""
    return said(sentence, **{name: str(value).replace(";", ",") for name, value in details.items()})


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _is_work(file: FoundFile) -> bool:
    name = file.parts[-1].lower()
    return name.endswith(_WORK) and name not in _NO_WORK and not name.startswith(("~$", "."))
