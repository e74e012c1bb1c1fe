"""What is to be read of a verdict, as data: a terminal and a page show the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from autograder.text import plain


@dataclass(frozen=True)
class Code:
    """Lines of a file with their numbers; `marked` is the one to look at, 0 for none."""

    lines: tuple[tuple[int, str], ...]
    marked: int = 0


@dataclass(frozen=True)
class Pairs:
    """Names, and what each of them is: texts of one line or of several, to be shown as they are."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A row per number. `is_wrong` tells of each row whether it is to catch the eye."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_wrong: tuple[bool, ...]


@dataclass(frozen=True)
class Folded:
    """Much that few want to see: a page has it below `says`, closed, and a terminal says where it is."""

    says: str
    whole: Pairs


Block: TypeAlias = str | Code | Pairs | Table | Folded


@dataclass(frozen=True)
class Section:
    """A heading with a mark, "" for none, and what stands below it."""

    title: str
    blocks: tuple[Block, ...]
    mark: str = ""


@dataclass(frozen=True)
class Document:
    """`title` says whose verdict it is, `subject` on what, `summary` what became of it, a sentence each."""

    title: str
    subject: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def as_text(document: Document) -> Iterator[str]:
    """Yield the lines of a document for a terminal or a file."""
    yield f"{document.title}: {document.subject}"
    yield from document.summary
    for section in document.sections:
        yield ""
        if section.title:
            yield f"{section.mark} {section.title}".lstrip()
        for block in section.blocks:
            yield from (f"  {plain(line)}".rstrip() for line in _lines_of(block))


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield from block.splitlines()
    elif isinstance(block, Code):
        yield from _code(block)
    elif isinstance(block, Pairs):
        width = max((len(name) for name, _ in block.rows), default=0)
        for name, text in block.rows:
            for at, line in enumerate(text.split("\n")):
                yield f"  {name if at == 0 else '':<{width}}  {line}"
    elif isinstance(block, Folded):
        yield f"{block.says}: --html FILE"
    else:
        yield from _rows(block)


def _code(code: Code) -> Iterator[str]:
    before, width = 0, len(str(max((number for number, _ in code.lines), default=0)))
    for number, line in code.lines:
        if before and number > before + 1:
            yield f"{'':<{width}} ⋮"
        yield f"{number:>{width}} {'>' if number == code.marked else '|'} {line}"
        before = number


def _rows(table: Table) -> Iterator[str]:
    rows = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, is_wrong in zip(rows, (False, *table.is_wrong), strict=True):
        name, *others = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"{'✗' if is_wrong else ' '} {'  '.join([name, *others])}"
