"""Exceptions: built on the builtin that fits, and no two of one name, wherever they stand."""

import builtins
import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

import autograder
from autograder import errors

OURS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
PACKAGE = Path(autograder.__file__).parent


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_each_is_built_on_a_builtin_that_says_more_than_that_something_went_wrong(kind):
    base = next(base for base in kind.__mro__ if base.__module__ == "builtins")

    assert base is not Exception and kind.__doc__


def test_no_two_have_one_name_nor_that_of_a_builtin():
    bases = "|".join([*(kind.__name__ for kind in OURS), r"\w*Error", "Exception"])
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    names = Counter(name for text in texts for name in re.findall(rf"^class (\w+)\((?:{bases})\):", text, re.MULTILINE))

    assert names.keys() >= {kind.__name__ for kind in OURS}
    assert [name for name, count in names.items() if count > 1 or hasattr(builtins, name)] == []
