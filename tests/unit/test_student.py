"""Loading a student's file, and reading it without running it."""

import textwrap

import pytest

from autograder.errors import MissingFunction
from autograder.worker import Student
from autograder.worker.student_file import text_of, where_raised


def student(text, encoding="utf-8"):
    return Student("lab", textwrap.dedent(text).encode(encoding), "lab.py")


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfdef f(): return 1\n",
        b"def f():\r\n    return 1\r\n",
        "# -*- coding: latin-1 -*-\n# \xe9\ndef f(): return 1\n".encode("latin-1"),
        b"from __future__ import annotations\nfrom dataclasses import dataclass\n"
        b"@dataclass\nclass D:\n    x: int = 1\ndef f(): return D().x\n",
        b"import functools\nf = functools.partial(int, 1)\n",
        b"class F:\n    def __call__(self): return 1\nf = F()\n",
    ],
)
def test_what_import_accepts_is_accepted(source):
    assert Student("lab", source, "lab.py").f() == 1


@pytest.mark.parametrize("source", ["", "f = 3", "def g(): pass"])
def test_a_missing_function_is_told(source):
    with pytest.raises(MissingFunction):
        student(source).f  # noqa: B018


def test_a_function_stands_on_its_line():
    assert student("\n\ndef f():\n    pass").line_of("f") == 3


def test_a_decorated_function_stands_on_its_decorator():
    text = """
        import functools
        def quiet(g):
            @functools.wraps(g)
            def inner(*a): return g(*a)
            return inner
        @quiet
        def f(): pass
        """
    assert student(text).line_of("f") == 7


@pytest.mark.parametrize(
    "text",
    [
        "def f(): return g()",
        "def f(): return helper()\ndef helper(): return g()",
        "def f(): return [g() for _ in range(3)]",
        "def f(): return (lambda: g())()",
        "import functools\ndef f(): return other()\nother = g",
        "class F:\n    def __call__(self): return g()\nf = F()",
        "def f(h=None): return map(g, [1])",
        "def f(): return g()\ndel g",
        "import torch\ng = torch.nn.MSELoss()\ndef f(): return g(1, 2)",
    ],
)
def test_calls_are_found_through_helpers(text):
    assert "g" in student("def g(): return 1\n" + text).calls_of("f", ["g", "f"])


@pytest.mark.parametrize(
    "text",
    ["def f(): return 1", "def f(x): return x.g()", "def f(): return 'g'", "def f(g): return g()"],
)
def test_what_only_looks_like_a_call_is_none(text):
    assert student("def g(): return 1\n" + text).calls_of("f", ["g", "f"]) == ()


def test_an_exception_is_located_in_the_students_file():
    code = student("def f():\n    return h()\n\ndef h():\n    return int('x')\n")
    with pytest.raises(ValueError, match="invalid literal") as caught:
        code.f()

    assert where_raised(caught.value, "lab.py") == (5, "h")


def test_long_texts_are_capped_and_say_so():
    text = text_of(ValueError("x" * 5000))

    assert len(text) < 2100
    assert text.endswith("(cut: 5000 characters in all)")


def test_an_exception_that_cannot_be_read_is_survived():
    class Rude(Exception):
        def __str__(self):
            raise RuntimeError

    assert text_of(Rude()) == "(its text cannot be read)"
