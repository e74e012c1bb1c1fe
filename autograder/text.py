"""Text that came from outside, made harmless for files, tables and terminals."""

import re
from unicodedata import category, normalize

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
    return sentence.format(**{name: _shown(value) for name, value in details.items()})


def shortened(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters; where more was cut off, it says so."""
    return text if len(text) <= limit else f"{text[:limit]} … (cut: {len(text)} characters in all)"


def cell(value: object) -> object:
    """Return a value for a spreadsheet: a text that it would take for a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(_BREAKS) or _first_seen(value).startswith(_SIGNS) else value


def _shown(value: object) -> str:
    text = printable(str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _first_seen(text: str) -> str:
    """Return the first character that is to be seen, in the width that signs have on a keyboard; "" where there is none."""
    seen = (character for character in text if category(character)[0] not in _UNSEEN)
    return normalize("NFKC", next(seen, ""))
