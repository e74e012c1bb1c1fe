"""What an author has to mend: where it is, and what to do."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import DatasetError, Defect
from autograder.labs.authors_files import line_of
from autograder.labs.catalogue import Check, Lab


@dataclass(frozen=True, order=True)
class Finding:
    """A line of an author's file, 0 for the file as a whole, and one sentence that says what to do about it.

    A note is to be known, and nothing that has to be mended.
    """

    path: Path
    line: int
    text: str
    is_note: bool = False

    def __str__(self) -> str:
        place = os.path.relpath(self.path)
        return f"{place}:{self.line}: {self.text}" if self.line else f"{place}: {self.text}"


def finding_of(problem: BaseException, check: Check, lab: Lab, where: Path) -> Finding:
    """Return the `Finding` that an exception amounts to which an author's file has raised.

    It is in the file `where` if none of the lab's raised it itself: then that hands on what cannot be used.
    """
    defect = Defect.of(problem, check.lab, check.function)
    path, number = Path(defect.path), defect.number
    if defect.path and not path.is_absolute():  # the oracle calls the solution so
        path = lab.solution
    if path != lab.solution and lab.folder not in path.parents:
        path, number = where, line_of_function(where, check.function)
    told = defect.told.removeprefix(f"{DatasetError.__module__}.")
    return Finding(path, number, told if told.startswith(check.function) else f"{check.function}: {told}")


def line_of_function(path: Path, function: str) -> int:
    """Return the line of a file below which stands what it says of a function, 0 where it says nothing."""
    if not path.is_file():
        return 0
    return lines_of_names(path).get(function, 0) if path.suffix == ".py" else line_of(path, f"[{function}]")


def line_naming(path: Path, text: str) -> int:
    """Return the first line of a file in which a text stands between quotes, 0 for none."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if f'"{text}"' in line or f"'{text}'" in line), 0)


def lines_of_names(path: Path) -> dict[str, int]:
    """Return what a module defines or imports on its first level, and on which line. Raises `SyntaxError`, `OSError`."""
    return {name: node.lineno for node in ast.parse(path.read_bytes(), str(path)).body for name in _names_of(node)}


def _names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (alias.asname or alias.name for alias in node.names)
    else:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
