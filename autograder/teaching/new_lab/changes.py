"""Mistakes that have a name already, as changes of a solution: where its text has what they change, and numbers tell."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.teaching.new_lab.look import Found, Looker

# slug, what stands in a solution, and what people write there.
_CHANGES = (
    ("sum-not-mean", r"\.mean\(\)", ".sum()"),
    ("sum-not-mean", r"torch\.mean\(", "torch.sum("),
    ("no-bias", r"(\w+) \+ (?:b|bias)\b(?!\.)", r"\1"),
    ("ascent", r"- (lr|learning_rate|rate|eta) \*", r"+ \1 *"),
    ("ascent", r"-= (lr|learning_rate|rate|eta) \*", r"+= \1 *"),
    ("off-by-one", r"range\((\w+)\)", r"range(\1 + 1)"),
    ("off-by-one", r"range\(1, (\w+) \+ 1\)", r"range(1, \1)"),
)


def changes_of(found: Found, looker: Looker) -> dict[str, str]:
    """Return changes of a function as `mistakes.toml` has them, by slug: those that run, and give other numbers."""
    changes: dict[str, str] = {}
    for slug, was, becomes in _candidates(found):
        changed = found.function.source.replace(was, becomes)
        if slug not in changes and _differs(found.results, looker.results_with(found, changed)):
            changes[slug] = f"{was} -> {becomes}"
    return changes


def _candidates(found: Found) -> Iterator[tuple[str, str, str]]:
    for slug, pattern, becomes in _CHANGES:
        if match := re.search(pattern, found.function.source):
            yield slug, match[0], match.expand(becomes)


def _differs(results: Any, others: Any) -> bool:
    if others is None:
        return False
    if isinstance(results, (list, tuple)):
        same_size = isinstance(others, (list, tuple)) and len(results) == len(others)
        return not same_size or any(_differs(*pair) for pair in zip(results, others, strict=True))
    first, second = (each.detach().numpy() if hasattr(each, "detach") else each for each in (results, others))
    try:
        return np.shape(first) != np.shape(second) or not np.allclose(first, second, rtol=1e-2)
    except TypeError:  # a plot, a model
        return False
