"""Where the rows of a class come from: the ledger, or the lines of `results.jsonl`, which hold no facts."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import autograder
from autograder.errors import LedgerUnusable, UsageProblem
from autograder.teaching import wording
from autograder.teaching.ledger.database import NAME as LEDGER
from autograder.teaching.ledger.reading import read_rows
from autograder.teaching.ledger.tables import RESULTS
from autograder.teaching.rows import LedgerRow, row_of


@dataclass(frozen=True)
class GradedRun:
    """What pages say of a run: the kit's version, when the results were written, and what isolation does not hold."""

    version: str
    date: str
    missing: tuple[str, ...]


@contextlib.contextmanager
def readable(folder: str | Path) -> Iterator[None]:
    """Raise `UsageProblem` where the ledger in a folder turns out to be none that can be read."""
    try:
        yield
    except LedgerUnusable as problem:
        raise UsageProblem(wording.BROKEN_RESULTS, path=Path(folder, LEDGER), reason=problem, folder=folder) from None


def rows_of(folder: str | Path) -> list[LedgerRow]:
    """Return the rows of a graded class, `facts` and `note` included. Raises `UsageProblem` when there are none."""
    folder = Path(folder)
    path = folder / LEDGER if (folder / LEDGER).is_file() else folder / RESULTS
    try:
        rows = read_rows(folder) if path.name == LEDGER else _of_lines(path)
    except FileNotFoundError:
        rows = []
    except (LedgerUnusable, OSError, ValueError, TypeError, RecursionError) as problem:
        raise UsageProblem(wording.BROKEN_RESULTS, path=path, reason=problem, folder=folder) from None
    if not rows:
        raise UsageProblem(wording.NO_REPORT_ROWS, path=folder)
    return rows


def _of_lines(path: Path) -> list[LedgerRow]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted((row_of({**json.loads(line), "facts": {}}) for line in lines), key=lambda row: row.student)


def run_of(folder: str | Path, missing: Iterable[str] = ()) -> GradedRun:
    """Return what pages say of the run that wrote the results in a folder."""
    path = next((path for path in (Path(folder, RESULTS), Path(folder, LEDGER)) if path.is_file()), None)
    when = datetime.fromtimestamp(path.stat().st_mtime) if path else datetime.now()
    return GradedRun(autograder.__version__, f"{when:%Y-%m-%d %H:%M}", tuple(missing))
