"""What a notebook's cells amount to as a file: the functions that are checked, and what they need of the other cells.

A notebook is full of trials, plots and magics, and some of its cells have failed. So nothing is taken along but what the
wanted functions name, and what that names in turn: definitions, imports and assignments, the latest of each.
"""

import ast
import dis
import itertools
import textwrap
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Cell magics that run the Python below them.
_PYTHON_MAGICS = ("%%time", "%%capture", "%%prun")
_READS = ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS")
_OURS = "autograder"
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BINDERS = (*_DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


@dataclass(frozen=True)
class Cells:
    """A file made of cells: its bytes, and the cell and the line there of each of its lines.

    `too_deep` are the cells that nest so deeply that Python cannot read them: nobody's work looks so.
    """

    source: bytes
    places: tuple[tuple[int, int], ...]
    defined: frozenset[str]
    too_deep: tuple[int, ...]


@dataclass(frozen=True)
class _Piece:
    """One statement at the top of a cell: its lines, where it stands, which names it binds and which it reads.

    A function or class is a definition: what it calls by its own name is itself.
    """

    text: str
    cell: int
    line: int
    binds: frozenset[str]
    reads: frozenset[str]
    is_definition: bool


def cells_for(functions: Iterable[str], raw_cells: Iterable[str], homes: Mapping[str, int] | None = None) -> Cells:
    """Return the `Cells` that define `functions`; `raw_cells` are the notebook's inputs, number 0 is never one.

    `homes` says in which cell a function belongs: what is defined there counts, wherever else it is defined as well.
    """
    pieces: list[_Piece] = []
    too_deep = []
    for number, raw in enumerate(raw_cells):
        try:
            pieces += _pieces(number, raw)
        except (RecursionError, MemoryError):
            too_deep.append(number)
    chosen = [pieces[index] for index in sorted(_needed(functions, pieces, homes or {}))]
    chosen.sort(key=lambda piece: "__future__" not in piece.binds)  # those come first, and the rest stays in order
    lines = [(text, (piece.cell, piece.line + n)) for piece in chosen for n, text in enumerate(piece.text.split("\n"))]
    defined = frozenset(itertools.chain.from_iterable(piece.binds for piece in chosen))
    source = "".join(f"{text}\n" for text, _ in lines).encode()
    return Cells(source, tuple(place for _, place in lines), defined, tuple(too_deep))


def _needed(functions: Iterable[str], pieces: Sequence[_Piece], homes: Mapping[str, int]) -> set[int]:
    """Return the numbers of the pieces that `functions` need, through everything that they name."""
    binders = _binders(pieces, homes)
    stars = {index for index, piece in enumerate(pieces) if {"*", "__future__"} & piece.binds}
    chosen, waiting = set(stars), list(functions)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for index in reversed(binders.get(name, ())):
            if index not in chosen:
                chosen.add(index)
                waiting += pieces[index].reads
            # `f = compiled(f)` needs the f before it; anything else replaces it.
            if name not in pieces[index].reads or pieces[index].is_definition:
                break
    return chosen


def _binders(pieces: Sequence[_Piece], homes: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the numbers of the pieces that bind each name; those at home alone, where the name has a home and is there."""
    binders: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        for name in piece.binds:
            binders.setdefault(name, []).append(index)
    for name, cell in homes.items():
        at_home = [index for index in binders.get(name, ()) if pieces[index].cell == cell]
        if at_home:
            binders[name] = at_home
    return binders


def _pieces(number: int, raw: str) -> Iterator[_Piece]:
    raw = textwrap.dedent(raw.replace("\r\n", "\n").replace("\r", "\n"))
    # A cell that is Python as it stands has no magics: its lines that begin with % go on with the line before.
    text, body = next(filter(None, map(_parsed, (raw, _plain(raw)))), ("", []))
    lines = text.encode().split(b"\n")  # Python counts columns in bytes
    for statement in body:
        if isinstance(statement, _BINDERS) and not _is_ours(statement):
            first = min([statement.lineno, *(node.lineno for node in getattr(statement, "decorator_list", ()))])
            text = _text_of(statement, first, lines)
            yield _Piece(text, number, first, _bound(statement), _read(statement), isinstance(statement, _DEFINITIONS))


def _parsed(text: str) -> tuple[str, list[ast.stmt]] | None:
    """Return `(text, statements)`, or None for what is no Python."""
    try:
        body = ast.parse(text).body
        compile(text, "cell", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return text, body


def _plain(raw: str) -> str:
    """Return a cell without magics, shell lines and questions. A cell in another language is empty."""
    lines = raw.split("\n")
    start = next((line for line in lines if line.strip()), "")
    if start.startswith("%%") and not start.startswith(_PYTHON_MAGICS):
        return ""
    return "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)


def _text_of(statement: ast.stmt, first: int, lines: list[bytes]) -> str:
    lines = lines[first - 1 : statement.end_lineno]
    if first == statement.lineno:  # decorated: whole lines, as nothing can stand beside it
        lines[-1] = lines[-1][: statement.end_col_offset]
        lines[0] = lines[0][statement.col_offset :]
    return b"\n".join(lines).decode()


def _is_ours(statement: ast.stmt) -> bool:
    """Tell whether a statement brings or uses the kit itself: a file of a student's has no need of it."""
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").partition(".")[0] == _OURS
    if isinstance(statement, ast.Import):
        return any(alias.name.partition(".")[0] == _OURS for alias in statement.names)
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
        return any("check" in (getattr(call, "id", ""), getattr(call, "attr", "")) for call in calls)
    return False


def _bound(statement: ast.stmt) -> frozenset[str]:
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        names = [alias.asname or alias.name.partition(".")[0] for alias in statement.names]
        future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        return frozenset([*names, "__future__"] if future else names)
    if isinstance(statement, _DEFINITIONS):
        return frozenset([statement.name])
    mentioned = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return frozenset(node.id for node in mentioned if isinstance(node.ctx, ast.Store))


def _read(statement: ast.stmt) -> frozenset[str]:
    """Return the globals that a statement reads, now or when it is called. Locals of the same name are others."""
    waiting, names = [compile(ast.Module([statement], []), "cell", "exec", dont_inherit=True)], set()
    while waiting:
        code = waiting.pop()
        # Without its constants: a number may be too long to be written out.
        bare = code.replace(co_consts=(None,) * len(code.co_consts))
        names |= {step.argval for step in dis.get_instructions(bare) if step.opname in _READS}
        waiting += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return frozenset(names)
