"""In which language people are told something: a template is English, and is looked up at the moment when it is said.

A language is a `.po` file, gettext's own format, beside what it translates: translators' programs read and write it, and so
does `gradkit lab translate`. It is read as it is, so nothing has to be compiled. What it lacks is said in English.
"""

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

ENGLISH = "en"
# What somebody can set who wants another language than the course is in.
VARIABLE = "GRADKIT_LANGUAGE"
HERE = Path(__file__).resolve().parent
_HOLE = re.compile(r"\{(\w+)\}")
_FIELD = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*("(?:[^"\\]|\\.)*")')


class Plural(NamedTuple):
    """Templates for one of something, and for several: the detail called `count` says how many there are."""

    one: str
    many: str


Template: TypeAlias = str | Plural


class Phrase(str):
    """A text that is yet to be told: English as it stands, and the template and details that it is made of.

    A detail is a phrase too, or else what no language changes: a number, a name. Templates may be a stranger's here: they
    name details, and no more than that.
    """

    template: Template
    details: dict[str, object]

    def __new__(cls, template: Template, /, **details: object) -> "Phrase":
        english = template if isinstance(template, str) else template[details["count"] != 1]
        phrase = super().__new__(cls, _filled(english, details))
        phrase.template, phrase.details = template, details
        return phrase

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """Return a text that can be told, where it stands among the details of another too."""
        return text if isinstance(text, cls) else cls(text)


@dataclass(frozen=True)
class Entry:
    """One entry of a `.po` file: a template, and its translations: one, or as many as the language has plural forms.

    All are "" where nobody has translated it, or has looked at it again since it changed.
    """

    template: Template
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the entry is looked up by."""
        return key_of(self.template)

    @property
    def is_fit(self) -> bool:
        """Tell whether each translation is there and has the details of its template, in the same format, and no other."""
        known = [holes(template) for template in ([self.template] if isinstance(self.template, str) else self.template)]
        return all(
            form and set.intersection(*known) <= holes(form) <= set.union(*known) for form in self.forms or ("",)
        )


@dataclass(frozen=True)
class _Language:
    name: str = ENGLISH
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form_for: Callable[[int], int] = lambda count: int(count != 1)


_spoken: _Language | None = None


def speak(language: str, *folders: Path) -> None:
    """Tell everything in a language from now on, by the kit's own files and those in the `folders` of a course.

    Whoever has set `GRADKIT_LANGUAGE` is told in that one. Raises `LookupError` where no file of the language is there, and
    `ValueError` for one that cannot be read.
    """
    global _spoken
    _spoken = _Language()
    wanted = os.environ.get(VARIABLE) or language
    if wanted == ENGLISH:
        return
    paths = [path for folder in (HERE, *folders) for path in files(folder, wanted)]
    if not paths:
        raise LookupError(f"there is no {wanted}.po")
    forms: dict[str, tuple[str, ...]] = {}
    for path in paths:
        header, *entries = read(path)
        forms |= {entry.key: entry.forms for entry in entries if entry.is_fit}
    _spoken = _Language(wanted, forms, _rule_of(header.forms[0]))


@contextlib.contextmanager
def in_english() -> Iterator[None]:
    """Tell everything in English, the language that instructors read, and afterwards as before."""
    global _spoken
    before, _spoken = _now(), _Language()
    try:
        yield
    finally:
        _spoken = before


def spoken() -> str:
    """Return the language that is told in: "en", "de"."""
    return _now().name


def told(text: Template, /, **details: object) -> str:
    """Return a text as it is said: a phrase, or a template with its details, in which a format may be given."""
    if isinstance(text, Phrase):
        details = {name: _told_detail(detail) for name, detail in text.details.items()}
        return _filled(_form(text.template, details), details)
    template = _form(text, details)
    return template.format(**{name: _told_detail(detail) for name, detail in details.items()}) if details else template


def files(folder: Path, language: str) -> list[Path]:
    """Return the files of a language in a folder and below it."""
    return sorted(folder.rglob(f"{language}.po")) if language.isidentifier() else []


def read(path: Path) -> list[Entry]:
    """Return the entries of a `.po` file, its header first. Raises `ValueError` for one that is none."""
    try:
        entries = list(_entries(path.read_text(encoding="utf-8")))
    except ValueError as problem:
        raise ValueError(f"{path} cannot be read ({problem})") from None
    if not entries or entries[0].key:
        raise ValueError(f"{path} does not begin with an empty msgid, which says what the language is")
    return entries


def key_of(template: Template) -> str:
    """Return what a template is looked up by: itself, or the one for one thing."""
    return template if isinstance(template, str) else template.one


def holes(template: str) -> set[str]:
    """Return the places of details in a template, as they stand there: "{points}", "{seconds:.0f}"."""
    return set(re.findall(r"\{[^{}]*\}", template))


def _entries(text: str) -> Iterator[Entry]:
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if found := _FIELD.fullmatch(line.strip()):
                name = found[1] or name
                fields[name] = fields.get(name, "") + json.loads(found[2])
        if "msgid" in fields:
            forms = tuple(form for name, form in fields.items() if name.startswith("msgstr"))
            one, many = fields["msgid"], fields.get("msgid_plural")
            is_unsure = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)
            yield Entry(one if many is None else Plural(one, many), ("",) * len(forms) if is_unsure else forms)


def _rule_of(header: str) -> Callable[[int], int]:
    """Return what tells the number of a plural form, as a header gives it in the language C."""
    import gettext  # here, for only who speaks another language needs it

    found = re.search(r"plural=([^;\n]+)", header)
    return gettext.c2py(found[1]) if found else _Language.form_for


def _now() -> _Language:
    if _spoken is None:
        with contextlib.suppress(LookupError):
            speak(ENGLISH)
    assert _spoken
    return _spoken


def _form(template: Template, details: Mapping[str, object]) -> str:
    """Return a template in the language that is spoken, in the form that fits the count."""
    language = _now()
    if not (forms := language.forms.get(key_of(template))):
        language, forms = _Language(), (template,) if isinstance(template, str) else template
    count = details.get("count")
    number = language.form_for(count) if isinstance(count, int) else 0
    return forms[min(number, len(forms) - 1)]


def _told_detail(detail: object) -> object:
    return told(detail) if isinstance(detail, Phrase) else detail


def _filled(template: str, details: Mapping[str, object]) -> str:
    if "{" not in template:
        return template
    return _HOLE.sub(lambda found: str(details.get(found[1], found[0])), template)
