"""A verdict as a small piece of HTML that needs nothing else: readable on light and on dark, every text escaped."""

import base64
from collections.abc import Sequence
from html import escape

_BOX = (
    "border-left:4px solid {colour};padding:.4em .9em;margin:.3em 0;background:rgba(127,127,127,.09);border-radius:3px"
)
_HEAD = "font-weight:600"
_SIDE = "float:right;opacity:.8"
# Numbers stand below each other. The last words undo what nbgrader's page does to a pre: a frame, and breaks within words.
_TEXT = (
    "margin:.4em 0 0;white-space:pre-wrap;background:transparent;color:inherit;font-size:.92em;"
    "font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "border:0;padding:0;word-break:normal;overflow-wrap:anywhere"
)
_IMAGE = "display:block;max-width:100%;margin-top:.6em;border-radius:3px;background:#fff"
# Both are seen on white and on black, and told apart by those who see no red or no green.
_COLOURS = {True: "#009E73", False: "#D55E00"}


def page(mark: str, title: str, side: str, lines: Sequence[str], *, passed: bool, picture: bytes, alt: str) -> str:
    """Return the HTML of a card: a mark, a title, something at the right-hand side, lines of text and a PNG."""
    head = f'<div style="{_HEAD}"><span style="{_SIDE}">{escape(side)}</span>{escape(mark)} {escape(title)}</div>'
    text = f'<pre style="{_TEXT}">{escape(chr(10).join(lines))}</pre>' if lines else ""
    data = base64.b64encode(picture).decode()
    image = f'<img style="{_IMAGE}" alt="{escape(alt)}" src="data:image/png;base64,{data}">' if picture else ""
    return f'<div style="{_BOX.format(colour=_COLOURS[passed])}">{head}{text}{image}</div>'
