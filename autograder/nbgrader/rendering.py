"""What nbgrader's pages would make of Markdown: rendered by nbconvert itself, and looked through tag by tag.

A text has been disarmed before. This is the second look, at the very HTML that a browser would get.
"""

import re
from collections.abc import Collection

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.nbgrader.markdown import TEX

# Rendering takes the square of a hostile text's length, and what a person marks is shorter.
_LONGEST = 20_000
# A tag or a comment that a text leaves open would go on in the page below it.
_ENDS = "'\"-->"
_TAGS = (
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre", "span", "div"),
    *("blockquote", "ul", "ol", "li", "dl", "dt", "dd", "a", "img", "input"),
    *("table", "thead", "tbody", "tr", "th", "td"),
)
_ATTRIBUTES = {
    "href": r"https?://\S+|#\S*",
    "src": r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*",
    "type": "checkbox",
    "disabled": "",
    "style": r"text-align:\s*(?:left|right|center);?",
    "start": "[0-9]+",
    "class": r"highlight|language-\S+|anchor-link|task-list-item(?:-checkbox)?|[a-z0-9]{1,3}",
    "title": "(?s:.*)",
    "alt": "(?s:.*)",
    "id": "(?s:.*)",
}


def may_act(text: str, attachments: dict[str, dict[str, str]], taken: Collection[str]) -> bool:
    """Tell whether a cell's Markdown would become more than text on nbgrader's pages, or an element of a `taken` id."""
    if len(text) > _LONGEST:
        return True
    try:
        page = MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(text)
    except Exception:  # what cannot be rendered would keep the whole page from being seen
        return True
    soup = BeautifulSoup(page + _ENDS, "html.parser")
    if any(isinstance(text, PreformattedString) or _is_tex(text) for text in soup.find_all(string=True)):
        return True
    return not all(_is_plain(tag, taken) for tag in soup.find_all(True))


def _is_tex(text: NavigableString) -> bool:
    """Tell whether MathJax would find in a text what reaches beyond a formula. It passes over code."""
    return re.search(TEX, text) is not None and not text.find_parent(["pre", "code"])


def _is_plain(tag: Tag, taken: Collection[str]) -> bool:
    if tag.name not in _TAGS or tag.attrs.get("id") in taken or (tag.name == "input" and "disabled" not in tag.attrs):
        return False
    return all(_may_be(name, value) for name, value in tag.attrs.items())


def _may_be(name: str, value: str | list[str]) -> bool:
    values = value if isinstance(value, list) else [value]
    return name in _ATTRIBUTES and all(re.fullmatch(_ATTRIBUTES[name], text) for text in values)
