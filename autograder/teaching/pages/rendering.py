"""From a template to a page: everything that is put into one is escaped, and style and script are part of it."""

import functools
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from autograder.language import spoken, told
from autograder.student import wording as students
from autograder.student.board import mark
from autograder.teaching import wording as instructors
from autograder.teaching.pages import names, wording
from autograder.teaching.rows import NO_FACTS

# What a template shows of something, by name.
Shown = dict[str, Any]
_FOLDER = files(__package__) / "templates"


def rendered(template: str, **values: object) -> str:
    """Return a page."""
    return _environment().get_template(template).render(values)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = {"wording": wording, "students": students, "instructors": instructors, "told": told, "spoken": spoken}
    environment.globals.update(words, NO_FACTS=NO_FACTS, names=names, mark=mark, part=lambda name: Markup(_text(name)))
    return environment


@functools.cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
