"""What a lab is made of: a solution's text, and what a notebook tells besides."""

import ast
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.labs.notebook_cells import cells_for
from autograder.teaching.new_lab import templates, wording
from autograder.teaching.new_lab.guess import Call
from autograder.teaching.new_lab.notebook import Cell, Use, cells_of, is_marked

_HEADING = re.compile(r"\A#+ *(\S.*?)[ #]*$\n*", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!\w+://)([^)]+)\)")
_MAGIC = re.compile(r"^[ \t]*[%!?].*$", re.MULTILINE)
_OTHER_GRADERS = {"otter", "nose", "nbgrader"}
WIDTH = 120


@dataclass(frozen=True)
class Material:
    """`text` is that of the solution. Of a notebook: the functions that students write, their points, the lesson with its
    question and the answer to that, calls that were seen, and what is `left` behind."""

    text: str
    functions: frozenset[str] | None = None
    points: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    lesson: str = ""
    question: str = ""
    answer: str = ""
    calls: Mapping[str, Sequence[Call]] = field(default_factory=dict)
    left: tuple[str, ...] = ()


def material_of(name: str, path: Path) -> Material:
    """Return what a solution or a notebook holds. Raises `UsageProblem`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageProblem(wording.NO_SOURCE, path=path, name=name) from None
    except (OSError, ValueError) as problem:
        raise UsageProblem(wording.NOT_READ, path=path, reason=problem) from None
    return _Notebook(name, path, cells_of(text, path)).material() if path.suffix == ".ipynb" else Material(text)


class _Notebook:
    """A notebook's cells, and which functions students write in which of them."""

    def __init__(self, name: str, path: Path, cells: Sequence[Cell]) -> None:
        self._name, self._cells = name, list(cells)
        self._left: list[str] = []
        self._homes: dict[str, int] = {}
        for number, cell in enumerate(cells):
            if cell.use is Use.SOLUTION:
                self._homes |= dict.fromkeys(self._functions_of(cell), number)
        if not self._homes:  # no marks: what has a docstring is to be written
            self._homes = {
                node.name: number
                for number, cell in enumerate(cells)
                if cell.use is Use.CODE
                for node in _parsed(cell.text)
                if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)
            }
        if not self._homes:
            raise UsageProblem(wording.NO_MARKED_FUNCTIONS, path=path)

    def _functions_of(self, cell: Cell) -> Iterator[str]:
        """Yield the functions of a solution's cell: those with marks in them, or all of a cell that has marks nowhere."""
        marked = cell.marked.split("\n")
        for node in _parsed(cell.marked):
            lines = "\n".join(marked[node.lineno - 1 : node.end_lineno])
            around = _frames_around(marked, node.lineno)
            if isinstance(node, ast.FunctionDef):
                if is_marked(lines) or around or not is_marked(cell.marked):
                    yield node.name
            elif is_marked(lines) or around:
                self._left.append(wording.STATEMENT.format(cell=cell.label, line=lines.split("\n")[0].strip()))

    def material(self) -> Material:
        """Return all that was taken over."""
        title, texts = self._title()
        source = self._source()
        question, answer = self._question()
        points = self._points()
        lesson = "\n\n".join(filter(None, self._story(texts, source, question)))
        for number, cell in enumerate(self._cells):
            self._leave(number, cell)
        calls = self._calls()
        text = _file(
            title or self._name.replace("_", " ").capitalize(),
            source,
            {name: self._told_of(name) for name in self._homes},
        )
        functions = frozenset(self._homes)
        asked = question.text if question else ""
        told = f"{wording.QUESTION}\n\n{asked}" if asked else ""
        return Material(text, functions, points, title, lesson, told, answer, calls, tuple(self._left))

    def _title(self) -> tuple[str, dict[int, str]]:
        """Return the notebook's title, its first heading, and the texts without it, by the numbers of their cells."""
        texts = {number: cell.text.strip() for number, cell in enumerate(self._cells) if cell.use is Use.TEXT}
        for number, text in texts.items():
            if heading := _HEADING.match(text):
                return heading[1], texts | {number: text[heading.end() :].strip()}
            break
        return "", texts

    def _source(self) -> str:
        """Return the functions and what they need of the notebook, with all imports: students may need them."""
        raw = [cell.text if cell.use in (Use.SOLUTION, Use.CODE) else "" for cell in self._cells]
        imported = [node for text in raw for node in _parsed(text) if isinstance(node, (ast.Import, ast.ImportFrom))]
        needed = {name for node in imported for name in _bound(node) if not {*_modules(node)} & _OTHER_GRADERS}
        return cells_for([*self._homes, *sorted(needed)], raw, self._homes).source.decode()

    def _told_of(self, function: str) -> str:
        """Return the last paragraph above a function, for one without a docstring."""
        above = (cell.text for cell in reversed(self._cells[: self._homes[function]]) if cell.use is Use.TEXT)
        return " ".join(next(above, function).strip().split("\n\n")[-1].split())

    def _question(self) -> tuple[Cell | None, str]:
        """Return the text above the first question that is answered in words, taken out of the lesson, and its answer."""
        for number, cell in enumerate(self._cells):
            if cell.use is Use.QUESTION:
                above = [n for n in range(number) if self._cells[n].use is Use.TEXT][-1:]
                self._cells[number] = Cell(Use.OTHER, "", "")
                if above:
                    asked = self._cells[above[0]]
                    self._cells[above[0]] = Cell(Use.OTHER, "", "")
                    return asked, f"{cell.text.strip()}\n"
        return None, ""

    def _points(self) -> dict[str, int]:
        """Return the points of each function: nbgrader's stand at the tests, Otter's at the question or at the tests."""
        points: dict[str, float] = {}
        of_question: dict[str, list[str]] = {}
        for function, number in self._homes.items():
            of_question.setdefault(self._cells[number].question, []).append(function)
        for question, functions in of_question.items():
            worth = self._worth(question, functions) if question else None
            points |= {function: worth / len(functions) for function in functions} if worth else {}
        for number, cell in enumerate(self._cells):
            is_worth = cell.use is Use.TESTS and cell.points and not cell.question
            if is_worth and (function := self._tested(number, cell)):
                points[function] = points.get(function, 0) + (cell.points or 0)
        whole = {function: max(1, int(worth + 0.5)) for function, worth in points.items()}
        for function, worth in points.items():
            if worth != whole[function]:
                self._left.append(wording.POINTS.format(function=function, points=f"{worth:g}", whole=whole[function]))
        return whole

    def _worth(self, question: str, functions: Sequence[str]) -> float:
        """Return what a question of Otter's is worth: as it says, else the sum of its tests', else 1."""
        told = self._cells[self._homes[functions[0]]].points
        tests = [cell.points or 0 for cell in self._cells if cell.use is Use.TESTS and cell.question == question]
        return told if told is not None else sum(tests) or 1

    def _tested(self, number: int, cell: Cell) -> str:
        """Return which function a cell of tests is about: the last that it names, or else the last above it."""
        above = [function for function, home in self._homes.items() if home < number]
        named = [function for function in above if re.search(rf"\b{function}\b", cell.text)]
        return ([*above[-1:], *named] or [""])[-1]

    def _story(self, texts: Mapping[int, str], source: str, question: Cell | None) -> Iterator[str]:
        """Yield the blocks of the lesson, in the notebook's order."""
        in_file = {name for node in ast.parse(source).body for name in _bound(node)}
        for number, cell in enumerate(self._cells):
            if cell.use is Use.TEXT:
                yield texts.get(number, cell.text).strip()
            functions = [function for function, home in self._homes.items() if home == number]
            for function in functions:
                yield templates.FUNCTION.format(function=function)
            if cell.use is Use.CODE and not functions and cell.text.strip():
                body = _parsed(cell.text)
                if not body or any(not {*_bound(node)} or {*_bound(node)} - in_file for node in body):
                    yield f"```python\n{cell.text.strip()}\n```"

    def _leave(self, number: int, cell: Cell) -> None:
        """Say of a cell what is not taken over."""
        worth = wording.WORTH.format(points=f"{cell.points:g}", s="s" * (cell.points != 1)) if cell.points else ""
        told = {Use.TESTS: wording.TESTS, Use.BY_HAND: wording.BY_HAND, Use.QUESTION: wording.ANOTHER_QUESTION}
        hidden = wording.HIDDEN if cell.is_hidden else ""
        if cell.use in told:
            self._left.append(told[cell.use].format(cell=cell.label, worth=worth, hidden=hidden))
        elif cell.use is Use.OTHER and cell.text.strip():
            self._left.append(wording.OTHER.format(cell=cell.label, text=textwrap.shorten(cell.text, WIDTH)))
        for picture in _PICTURE.findall(cell.text) if cell.use is Use.TEXT else ():
            self._left.append(wording.PICTURE.format(cell=cell.label, picture=picture))

    def _calls(self) -> dict[str, list[Call]]:
        """Return the calls with plain arguments that students can see, by function."""
        trees = [node for cell in self._cells if cell.use in (Use.TESTS, Use.CODE) for node in _parsed(cell.text)]
        signatures = {
            node.name: [argument.arg for argument in node.args.args]
            for number in self._homes.values()
            for node in _parsed(self._cells[number].text)
            if isinstance(node, ast.FunctionDef)
        }
        calls: dict[str, list[Call]] = {}
        for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if name in self._homes and name in signatures:
                arguments = [
                    *zip(signatures[name], call.args, strict=False),
                    *((one.arg, one.value) for one in call.keywords),
                ]
                sources = {str(parameter): _plain(value) for parameter, value in arguments}
                if sources and all(sources.values()):
                    calls.setdefault(name, []).append({parameter: str(source) for parameter, source in sources.items()})
        return calls


def _frames_around(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line stands between BEGIN SOLUTION and END SOLUTION."""
    above = [line for line in lines[: number - 1] if re.search(r"\b(BEGIN|END) SOLUTION\b", line)]
    return bool(above) and "BEGIN SOLUTION" in above[-1]


def _parsed(text: str) -> list[ast.stmt]:
    """Return the statements of a cell without its magics; none of one that is no Python."""
    try:
        return ast.parse(_MAGIC.sub("", text)).body
    except (SyntaxError, ValueError):
        return []


def _bound(node: ast.stmt) -> list[str]:
    """Return the names that a definition, an import or an assignment binds."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return [name.partition(".")[0] for name in names]


def _plain(value: ast.expr) -> str | None:
    """Return the source of a plain value, of a tensor as that of an array; None of anything else."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) in (
        "torch.tensor",
        "np.array",
        "numpy.array",
        "torch.Tensor",
    ):
        inner = _plain(value.args[0]) if value.args else None
        return inner and f"np.array({inner})"
    try:
        told = ast.literal_eval(value)
    except ValueError:
        return None
    return json.dumps(told, ensure_ascii=False) if isinstance(told, str) else ast.unparse(value)


def _file(title: str, source: str, told: Mapping[str, str]) -> str:
    """Return a solution's file: a docstring, imports in their order, then the rest. What is `told` of a function without a
    docstring becomes that."""
    lines, body = source.split("\n"), ast.parse(source).body
    imports = [ast.unparse(node) for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
    text = f'"""{title.rstrip(".")}."""\n'
    if imports:
        groups = [[line for line in imports if _is_builtin(line) == builtin] for builtin in (True, False)]
        text += "".join(
            "\n" + "".join(f"{line}\n" for line in sorted(group, key=_import_order)) for group in groups if group
        )
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        own = lines[first - 1 : node.end_lineno]
        if isinstance(node, ast.FunctionDef) and node.name in told and not ast.get_docstring(node):
            at = node.body[0].lineno - first
            own[at:at] = _docstring(told[node.name])
        is_definition = isinstance(node, (ast.FunctionDef, ast.ClassDef))
        text += ("\n\n" if is_definition else "\n") + "\n".join(line.rstrip() for line in own) + "\n"
    return text


def _is_builtin(line: str) -> bool:
    return line.split()[1].partition(".")[0] in sys.stdlib_module_names


def _import_order(line: str) -> tuple[bool, str]:
    return line.startswith("from "), line


def _docstring(text: str) -> list[str]:
    lines = textwrap.wrap(text.replace("\\", "\\\\").replace('"""', "'''"), WIDTH - 8) or [""]
    if len(lines) == 1:
        return [f'    """{lines[0]}"""']
    return [f'    """{lines[0]}', *(f"    {line}" for line in lines[1:]), '    """']
