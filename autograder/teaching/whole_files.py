"""Files that are there as a whole or not at all, however full a disk is and whenever a process ends."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO


@contextlib.contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Give a path beside `path`: what is written there takes the place of `path` at once, unless something goes wrong.

    Whoever reads meanwhile has the old one, and so have we on a full disk.
    """
    draft = path.with_name(f".{path.name}.new")  # one run at a time writes here: the ledger is locked
    try:
        yield draft
        draft.replace(path)
    except BaseException as problem:
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(problem, OSError):
            problem.filename = str(path)  # nobody knows of the draft
        raise


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` as `drafted` says. Halves of characters become `?` in it."""
    with drafted(path) as draft, draft.open("w", encoding="utf-8", errors="replace", newline="") as file:
        yield file


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet, and their folders, all or none: it can be tried again. Raises `OSError`."""
    with contextlib.ExitStack() as undo:
        for path, data in files.items():
            for folder in reversed(path.parents):
                if not folder.exists():
                    folder.mkdir()
                    undo.callback(folder.rmdir)
            with path.open("xb") as file:
                undo.callback(path.unlink)
                file.write(data)
        undo.pop_all()
