"""`gradkit lab translate`: what there is to translate, and how far a language has come."""

import ast
import json
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.labs.catalogue import Lab, all_labs
from autograder.labs.course import PACKAGE, SHIPPED, course
from autograder.language import Entry, Plural, Template, holes, key_of, read
from autograder.student.ending import question_of
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding
from autograder.teaching.whole_files import replacing
from autograder.text import shortened

# Rooms with sentences for students, in whose first one's file they stand; and of the instructors' rooms what students read.
ROOMS = ("student", "judge", "labs", "trace", "worker", "errors.py", "text.py")
PAGES = ("teaching/pages", "nbgrader/students_wording.py")
# Where the kit's own files lie, for the rooms above.
KITS_ROOMS = ("student", "teaching")
# Modules whose constants are sentences; calls whose arguments are.
SENTENCES = ("wording", "students_wording", "properties")
CALLS = ("told", "Phrase", "Shortfall", "Unfit", "Quantity")
# The keys of a lab's files, and the arguments of its pictures, that people read.
KEYS = ("title", "learnt", "tutorial", "hints", "question", "habit", "about")
LABELS = ("title", "loss", "x", "y", "step", "series", "axes", "LINE")
HEADER = """\
Language: {language}
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""
SHOWN = 60
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Translation:
    """One file of a language, and what it is for: templates, each with the name of the file where it stands."""

    path: Path
    templates: Mapping[Template, str]

    @property
    def entries(self) -> dict[str, Entry]:
        """What is in the file, by what it is looked up by; nothing where there is none."""
        return {entry.key: entry for entry in read(self.path)} if self.path.exists() else {}

    @property
    def lacking(self) -> list[Template]:
        """The templates that have no translation, or none that fits."""
        fit = {key for key, entry in self.entries.items() if entry.is_fit}
        return [template for template in self.templates if key_of(template) not in fit]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the file: what it lacks, what nobody needs, and where details are others."""
        try:
            lacking = self.lacking
        except ValueError as problem:
            yield Finding(self.path, 0, wording.TRANSLATION_UNREADABLE.format(problem=problem))
            return
        if lacking:
            yield Finding(self.path, 0, wording.UNTRANSLATED.format(count=len(lacking), text=_shown(lacking[0])))
        known = {key_of(template): template for template in self.templates}
        for key, entry in self.entries.items():
            if key and known.get(key) != entry.template:
                yield Finding(self.path, 0, wording.SAID_NO_MORE.format(text=_shown(key)))
            elif key and any(entry.forms) and not entry.is_fit:
                yield Finding(self.path, 0, wording.OTHER_DETAILS.format(text=_shown(key)))

    def write(self, language: str) -> None:
        """Write the file anew: every template in its order, with what is there of its translation, and nothing else."""
        entries = self.entries
        blocks = [_block(entries.get("", Entry("", (HEADER.format(language=language),))))]
        for template, place in self.templates.items():
            none = Entry(template, ("",) * (1 if isinstance(template, str) else 2))
            known = entries.get(key_of(template), none)
            blocks.append(f"#: {place}\n{_block(known if known.template == template else none)}")
        with replacing(self.path) as file:
            file.write("\n".join(blocks))


def translations(language: str) -> list[Translation]:
    """Return the files of a language, that of the students' rooms first, those of the labs last.

    A lab need not have what the first file has. A file need not be there.
    """
    shared, pages = (_found(path for room in rooms for path in _sources(PACKAGE / room)) for rooms in (ROOMS, PAGES))
    places = dict(zip((PACKAGE / room for room in KITS_ROOMS), (shared, pages), strict=True))
    if course().labs != SHIPPED.labs:
        places[course().labs] = _found(sorted(course().labs.glob("*.toml")))
    places |= {lab.folder: {**_found(_sources_of(lab)), question_of(lab): "lesson.md"} for lab in all_labs()}
    own = {
        folder: {template: place for template, place in found.items() if found is shared or template not in shared}
        for folder, found in places.items()
    }
    return [Translation(folder / f"{language}.po", templates) for folder, templates in own.items()]


def _sources(place: Path) -> list[Path]:
    """Return the files of a room that can hold sentences, but for those of labs."""
    if place.is_file():
        return [place]
    labs = {path.parent for path in place.glob("*/lab.toml")}
    paths = (path for path in place.rglob("*") if path.suffix in (".py", ".toml"))
    return sorted(path for path in paths if labs.isdisjoint(path.parents) and "answers" not in path.parts)


def _sources_of(lab: Lab) -> list[Path]:
    paths = (path for path in lab.folder.iterdir() if path.suffix in (".py", ".toml"))
    return sorted(paths, key=lambda path: (path.suffix, path.name), reverse=True)


def _found(paths: Iterable[Path]) -> dict[Template, str]:
    """Return the templates in files, each with the name of the first file that it stands in."""
    found: dict[Template, str] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for template in _in_toml(tomllib.loads(text)) if path.suffix == ".toml" else _in_python(path, ast.parse(text)):
            if any(map(_has_words, [template] if isinstance(template, str) else template)):
                found.setdefault(template, path.name)
    return found


def _has_words(template: str) -> bool:
    """Tell whether there is something to translate beside the details: a single letter alone is a name."""
    words = template
    for hole in holes(template):
        words = words.replace(hole, "")
    return len(_LETTER.findall(words)) > (words == template)


def _in_toml(table: Mapping[str, object]) -> Iterator[Template]:
    for key, value in table.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from _in_toml(each)
            elif key in KEYS and isinstance(each, str):
                yield each


def _in_python(path: Path, module: ast.Module) -> Iterator[Template]:
    constants = _constants(module)
    if path.stem in SENTENCES or path.parent.name in SENTENCES:
        for value in constants.values():
            yield from _templates(value, {})
    for node in ast.walk(module):
        for value in _said_by(node) if isinstance(node, ast.Call) else _label(path, node):
            yield from _templates(value, constants)


def _constants(module: ast.Module) -> dict[str, ast.expr]:
    """Return the values that a module gives names to at its top."""
    found: dict[str, ast.expr] = {}
    for node in module.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
            found |= dict.fromkeys(names, node.value)
    return found


def _said_by(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that are templates: the first one of most."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return call.args[:1] if ast.unparse(function.value) == "record" else []
    name = function.id if isinstance(function, ast.Name) else ""
    return call.args if name in ("Shortfall", "Unfit") else call.args[:1] if name in CALLS else []


def _label(path: Path, node: ast.AST) -> list[ast.expr]:
    """Return what a picture says beside what draws it: labels, and what they are where none are given."""
    if path.name == "pictures.py" and isinstance(node, (ast.keyword, ast.AnnAssign, ast.Assign)) and node.value:
        name = node.arg if isinstance(node, ast.keyword) else ast.unparse(getattr(node, "target", node))
        return [node.value] if (name or "").split(" =")[0] in LABELS else []
    return []


def _templates(node: ast.expr, constants: Mapping[str, ast.expr]) -> Iterator[Template]:
    """Yield the templates that an expression can be: its texts, and those of the names and tables in it."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Call(func=ast.Name(id="Plural"), args=[ast.Constant(value=one), ast.Constant(value=many)]):
            yield Plural(str(one), str(many))
        case ast.Name(id=name) if name in constants:
            yield from _templates(constants[name], {})
        case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _templates(part, constants)
        case ast.IfExp(body=first, orelse=second):
            yield from _templates(first, constants)
            yield from _templates(second, constants)
        case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
            yield from _templates(table, constants)
        case ast.Call(func=ast.Name(id="Phrase"), args=[text, *_]):
            yield from _templates(text, constants)


def _block(entry: Entry) -> str:
    """Return an entry as a file has it."""
    one, many = (entry.template, None) if isinstance(entry.template, str) else entry.template
    lines = [f"msgid {_quoted(one)}"]
    if many is None:
        return "\n".join([*lines, f"msgstr {_quoted(entry.forms[0])}", ""])
    forms = (f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(entry.forms))
    return "\n".join([*lines, f"msgid_plural {_quoted(many)}", *forms, ""])


def _quoted(text: str) -> str:
    """Return a text in quotation marks; one of several lines begins below the keyword, a line for each."""
    lines = text.splitlines(keepends=True)
    return (
        "\n".join(json.dumps(line, ensure_ascii=False) for line in (lines if len(lines) < 2 else ["", *lines])) or '""'
    )


def _shown(template: Template) -> str:
    return json.dumps(shortened(key_of(template), SHOWN), ensure_ascii=False)


def translate(language: str, folders: Collection[str]) -> Iterator[str]:
    """Write the files of a language anew, those that are there and those of `folders`; yield how far each has come.

    Raises `UsageProblem` for a file that cannot be read.
    """
    for file in translations(language):
        if file.path.exists() or file.path.parent.name in folders:
            try:
                file.write(language)
            except ValueError as problem:
                raise UsageProblem(wording.TRANSLATION_UNREADABLE, problem=problem) from None
        done, count = len(file.templates) - len(file.lacking), len(file.templates)
        yield wording.TRANSLATED.format(path=os.path.relpath(file.path), done=done, count=count)


def findings_of_translations(lab: Lab) -> Iterator[Finding]:
    """Yield a `Finding` for all that is wrong with a lab's translations: of those languages alone that it has a file of."""
    for path in sorted(lab.folder.glob("*.po")):
        yield from next(file for file in translations(path.stem) if file.path == path).findings()
