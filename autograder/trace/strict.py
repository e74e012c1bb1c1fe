"""JSON from strangers: one reading, and none that could exhaust the parser."""

import json
import re
from typing import Any, NoReturn

from autograder.errors import NotStrict

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_OPENING, _CLOSING = b"[{", b"]}"
_NO_BRACKET = bytes(set(range(256)) - set(_OPENING + _CLOSING))


def strict_json(data: bytes, depth_limit: int) -> Any:
    """Return the value of UTF-8 bytes. Raises `NotStrict` for NaN, doubled keys, deep nesting and no JSON."""
    try:
        _check_depth(data, depth_limit)
        return json.loads(data.decode(), parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except NotStrict:
        raise
    except (ValueError, RecursionError) as problem:
        raise NotStrict(str(problem)) from None


def _check_depth(data: bytes, limit: int) -> None:
    """Refuse deep nesting before the parser sees it: a parser that recurses is a parser that can be made to crash."""
    depth = 0
    for bracket in _STRING.sub(b"", data).translate(None, _NO_BRACKET):
        depth += 1 if bracket in _OPENING else -1
        if depth > limit:
            raise NotStrict(f"it nests deeper than {limit}")


def _no_constant(word: str) -> NoReturn:
    raise NotStrict(f"{word} is not a JSON number")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = dict(pairs)
    if len(names) < len(pairs):
        raise NotStrict("a key stands twice in one object")
    return names
