"""Text that came from outside: made harmless for files, tables and terminals, or read as strict JSON."""

import json
import re
from typing import Any, NoReturn
from unicodedata import category, normalize

from autograder.language import Phrase, told

# Control characters, separators of lines, marks that turn the direction of writing, halves of characters and what is none.
_OBEYED = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_UNPRINTABLE = re.compile(f"[{_OBEYED}]")
# These, and other marks that nobody sees.
_NOT_IN_A_LINE = re.compile(rf"[{_OBEYED}\t\n\u200b\u2060-\u2065\ufeff]")
# Controls, formats (bidirectional ones too), halves of surrogates (undecodable bytes), unassigned and private characters,
# separators of lines and paragraphs.
_HARMFUL = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
# Begin a formula. The wide, small and raised ones are the same by NFKC; the minus of mathematics is one of its own.
_SIGNS = ("=", "+", "-", "@", "\u2212")
# Lead a spreadsheet into another cell.
_BREAKS = ("\t", "\r", "\n")
# Other characters, separators and marks: what may stand before a sign and hide it from us, and not from a spreadsheet.
_UNSEEN = ("C", "Z", "M")
# Zero-width joiners: Persian and the languages of India are written with them.
JOINERS = "\u200c\u200d"
# Of a text within a sentence so much is shown.
_SHOWN = 200
_JSON_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_OPENING, _CLOSING = b"[{", b"]}"
_NO_BRACKET = bytes(set(range(256)) - set(_OPENING + _CLOSING))


def plain(text: str) -> str:
    """Return a text of several lines without anything that a terminal or a page would obey rather than show."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Return a text in one line, with a blank for whatever is not seen."""
    return " ".join(_NOT_IN_A_LINE.sub(" ", text).split())


def printable(text: str) -> str:
    """Return a name or a word that may be shown anywhere: what a reader would not see, or take for a break, becomes `_`."""
    if text.isprintable():
        return text
    return "".join("_" if category(it) in _HARMFUL and it not in JOINERS else it for it in text)


def said(sentence: str, **details: object) -> str:
    """Return a sentence about names that strangers chose: harmless to show, each cut where it is very long."""
    return told(sentence, **{name: _shown(value) for name, value in details.items()})


def shortened(text: str, limit: int, length: int = 0) -> str:
    """Return a text of at most `limit` characters; where more was cut off, it says so.

    `length` is the whole one's, where only its beginning is at hand.
    """
    if len(text) <= limit:
        return text
    whole = length or len(text)
    return Phrase("{beginning} … (cut: {count} characters in all)", beginning=text[:limit], count=whole)


def cell(value: object) -> object:
    """Return a value for a spreadsheet: a text that it would take for a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(_BREAKS) or _first_seen(value).startswith(_SIGNS) else value


def strict_json(data: bytes, depth_limit: int) -> Any:
    """Return the value of UTF-8 bytes. Raises `ValueError` for NaN, doubled keys, deep nesting and no JSON."""
    depth = 0
    # Before the parser sees it: a parser that recurses is a parser that can be made to crash.
    for bracket in _JSON_STRING.sub(b"", data).translate(None, _NO_BRACKET):
        depth += 1 if bracket in _OPENING else -1
        if depth > depth_limit:
            raise ValueError(f"it nests deeper than {depth_limit}")
    return json.loads(data.decode(), parse_constant=_no_constant, object_pairs_hook=_no_duplicates)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a JSON number")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return names


def _shown(value: object) -> str:
    text = printable(str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _first_seen(text: str) -> str:
    """Return the first character that is to be seen, in the width that signs have on a keyboard; "" where there is none."""
    seen = (character for character in text if category(character)[0] not in _UNSEEN)
    return normalize("NFKC", next(seen, ""))
