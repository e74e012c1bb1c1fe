"""Lines that fit a terminal: broken between their columns first, then between words, and never within a word."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

# Below the text behind these a broken line goes on: a mark, the number of a line or a hint, a word in a column, a call.
_HEAD = re.compile(r" *(?:[✓✗–·>] )?(?:\d+ \| |\d+\. |\S+ {2,}|\w+\((?=[\w.]+[,=(]))?")
# Further to the right than this nothing goes on. A gap of more than so many blanks only keeps two things apart.
_FAR, _WIDE = 24, 12
# What goes on below a line without such a head is indented by this.
_INDENT = 4
_COLUMNS = re.compile(r"(?<=\S)( {2,})(?=\S)")
# A command stays in one piece, so that it can be read and copied as one.
_COMMAND = re.compile(r"\b(?:gradkit|pytest|pip) [\w/]+(?: -\S+| \S*[._/]\S*)*")
_GLUE = "\0"


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """Yield lines of at most `width` characters, but for longer words and commands; all as they are where it is 0."""
    whole = [part for line in lines for part in line.split("\n")]
    is_shown = False
    for line, below in pairwise([*whole, ""]):
        if is_shown:
            is_shown = False
        elif not width or len(line.expandtabs()) <= width:
            yield line
        elif is_shown := below.strip() == "^":
            yield from _pointed_at(line.expandtabs(), len(below.expandtabs()) - 1, width)
        else:
            yield from _broken(line.expandtabs(), width)


def _pointed_at(code: str, column: int, width: int) -> Iterator[str]:
    """Yield a line of code in pieces, and below the piece that it points into the caret that stood at `column`."""
    indent = " " * _hang(code)
    while code:
        is_last = len(code) <= width
        end = len(code) if is_last else code.rfind(" ", len(indent), width) + 1 or width
        yield code[:end].rstrip()
        if len(indent) <= column and (column < end or is_last):
            yield " " * column + "^"
            column = 0
        code, column = code[end:] and indent + code[end:], column - end + len(indent)


def _broken(line: str, width: int) -> Iterator[str]:
    indent = " " * _hang(line)
    current, *rest = _COLUMNS.split(_COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), line))
    if len(rest) == 2 and len(rest[0]) > _WIDE:
        rest[0] = " " * max(2, width - len(current) - len(rest[1]))
    for gap, column in zip(rest[::2], rest[1::2], strict=True):
        is_head = len(current + gap) == len(indent)
        if len(current + gap + (column.partition(" ")[0] if is_head else column)) <= width:
            current += gap + column
        else:
            yield from _words(current, indent, width)
            current = indent + column
    yield from _words(current, indent, width)


def _words(line: str, indent: str, width: int) -> Iterator[str]:
    """Yield the pieces of a line, each but the first behind `indent`."""
    while len(line) > width:
        end = line.rfind(" ", len(indent) + 1, width + 1)
        end = line.find(" ", width) if end < 0 else end
        if end < 0:
            break
        yield line[:end].rstrip().replace(_GLUE, " ")
        line = indent + line[end:].lstrip()
    yield line.replace(_GLUE, " ")


def _hang(line: str) -> int:
    """Return how far to the right the rest of a broken line stands."""
    head = _HEAD.match(line)
    found = head.end() if head else 0
    return found if found <= _FAR else len(line) - len(line.lstrip()) + _INDENT
