"""Files that are replaced at once and in whole: whoever reads meanwhile has the old one, and so have we on a full disk."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` once it is complete. Halves of characters become `?` in it."""
    draft = path.with_name(f".{path.name}.new")  # one run at a time writes here: the ledger is locked
    try:
        with draft.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
