"""Text that came from outside, made harmless for files, tables and terminals."""

import re

# Control characters but tab and newline, marks that turn the direction of writing, and halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text):
    """Return `text` without anything that a terminal or a page would obey rather than show."""
    return _UNPRINTABLE.sub("", text)


def cell(value):
    """Return a value for a spreadsheet: a text that it would take for a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
