"""Markdown that strangers wrote, rewritten so that it can be read and cannot act.

Which part of a text is code, math or a link is for a renderer to say, and nbconvert, JupyterLab and MathJax say different
things. So nothing is parsed here: wherever any of them could see a beginning goes a space, as in `< script>`, whatever it
stands in. Of ordinary text, code and math nothing is lost.
"""

import html
import re
from collections.abc import Collection

from autograder.nbgrader.wording import WAITING
from autograder.text import plain

# What TeX could reach a page, a style, an extension or another command by.
_COMMANDS = (
    *("href", "url", "class", "style", "cssId", "data", "mmlToken", "enclose", "bbox", "unicode", "includegraphics"),
    *("texttip", "mathtip", "require", "autoload", "setOptions", "input", "include", "write", "csname", "catcode"),
    *("def", "edef", "gdef", "xdef", "let", "futurelet", "global", "newcommand", "renewcommand", "providecommand"),
    *("newenvironment", "renewenvironment", "newtagform", "begingroup", "DeclareMathOperator"),
    *("DeclarePairedDelimiter", "Newextarrow"),
)
TEX = rf"\\(?:{'|'.join(_COMMANDS)})(?![A-Za-z])"
_ADDRESS = r"https?://[^\s<>()\[\]{}|^\\\"'`]+"
_TITLED = _ADDRESS + r"(?:[ \t]+\"[^\"\\<>\[\]`\n]*\")?[ \t]*"
_BEGINNINGS = re.compile(
    "|".join(
        (
            r"(?P<picture>!\[[A-Za-z0-9 ._-]*\]\(attachment:(?P<name>[A-Za-z0-9._-]+)\))",
            rf"(?P<link>\]\({_TITLED}\)|\]:[ \t]*{_TITLED}$)",  # to http(s), and by itself it shows nothing
            rf"<(?P<address>{_ADDRESS})>",
            r"(?P<diagram>(?:`{3,}|~{3,})[^\S\n]*(?=(?i:mermaid)))",  # nbconvert writes it into the page as it is
            rf"(?P<beginning><(?=[A-Za-z/!?])|!(?=\[)|\](?=[(:])|(?={TEX})\\)",
        )
    ),
    re.MULTILINE,
)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_DEEP = 4  # entities of entities; nobody who means one writes more


def disarmed(text: str, pictures: Collection[str] = ()) -> str:
    """Return Markdown in which there is no HTML, no picture but those attached `pictures`, no link but to http(s)."""
    return _BEGINNINGS.sub(lambda found: _instead(found, pictures), _written_out(text))


def fenced(text: str) -> str:
    """Return a text as a block that is shown as it was typed: no line of it can end the block."""
    text = plain(text.replace("\r\n", "\n").replace("\r", "\n"))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def comment_of(status: str, words: str, *sentences: str, waits_for: str = "") -> str:
    """Return the comment on a function that did not pass: "fail", …, what stopped it, and what a teacher would say.

    Of one that waits for another, that one is named.

    The words may be a student's own, so they stand in a block, and before the sentences: whatever a name in one of those
    may begin, the block is none of it.
    """
    lines = [disarmed(" ".join(line.split())) for sentence in sentences for line in sentence.splitlines()]
    block = fenced(words.strip()) if words.strip() else ""
    became = WAITING.format(name=waits_for) if waits_for else status.replace("_", " ")
    return "\n\n".join(part for part in (became, block, *lines) if part)


def _written_out(text: str) -> str:
    """Return a text without control characters and entities: what is removed or decoded later could be a beginning."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(_DEEP):
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]).replace("\r", "\n"), plain(text))
    return _ENTITY.sub(lambda entity: f"{entity[0][:-1]} ;", plain(text))


def _instead(found: re.Match[str], pictures: Collection[str]) -> str:
    """Return what takes the place of something that begins."""
    kind = found.lastgroup
    if kind == "link" or (kind == "picture" and found["name"] in pictures):
        return found[0]
    if kind == "picture":
        return found[0].replace("[", " [").replace("(", " (")
    if kind == "diagram":
        return f"{found[0]}text "
    return f" {found['address']} " if kind == "address" else f"{found[0]} "
