"""Run a notebook's cells one after the other on the same names, as a kernel does, and write down what came out of each."""

import __future__

import ast
import io
import json
import linecache
import re
import signal
import sys
import textwrap
import tokenize
import traceback
import types
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType

import autograder
from autograder.errors import TRACE_LIMIT, Defect
from autograder.text import shortened
from autograder.trace import Case, Mishap, MishapKind, Report, Request
from autograder.trace.cells import TIMEOUT, CellOutput
from autograder.worker.state import settle
from autograder.worker.student_file import TEXT_LIMIT, text_of

# A line that only a kernel can run; those of them that leave nothing behind which a later cell could miss; the first lines
# of a cell with Python below them; and what a compiler says of what a kernel would take.
_MAGIC = re.compile(r"\s*(?:[\w.,\s]+=\s*)?[%!?]|[^#'\"]*\?\s*$")
_HARMLESS = re.compile(
    r"\s*(?:\?|[%!]\s*(?:pip|conda)\b|%(?:matplotlib|config|load_ext|reload_ext|autoreload|timeit)\b)|[^#'\"]*\?\s*$"
)
_PYTHON_BELOW = re.compile(r"%%(?:time|capture|prun)\b")
_AWAITS = re.compile("await|async")
_FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
_NO_TOKENS = (tokenize.ENDMARKER, tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT)


class CellRun:
    """A notebook's cells while they run: `source` is the JSON of their names and sources. It has what a `CheckRun` has."""

    def __init__(self, source: bytes, filename: str, is_first: bool) -> None:
        self._cells: list[tuple[str, str]] = json.loads(source)
        self.is_first, self.is_begun = is_first, False
        self._streams, self._future = (_Stream(), _Stream()), 0
        self._left_out = self._called = ""
        module = types.ModuleType("__main__")
        self._names = vars(module)
        sys.modules["__main__"] = module

    def run(self, part: Request) -> Report:
        """Return the `Report` of one cell. Raises `Defect` where that fails in the kit's own code."""
        (case,) = part.cases
        try:
            if not self.is_begun:
                self._begin(part, case)
            name, source = self._cells[case.values["cell"]]
            output = self._output_of(name, source, case.values["seconds"])
            return Report(traces=(output.to_trace(),))
        except Exception as problem:
            raise Defect.of(problem, part.lab, part.function) from problem

    def stopped_at(self, frames: Sequence[FrameType]) -> Report:
        """Return the `Report` of the cell at work, where its time is over and it did not stop when it was told so."""
        stdout, stderr = (stream.text for stream in self._streams)
        said = CellOutput(stdout, stderr, left_out=self._left_out, called=self._called).to_trace()
        return Report(traces=(replace(said, mishap=Mishap(MishapKind.TIMEOUT, "")),))

    def _begin(self, part: Request, case: Case) -> None:
        settle(part.seed, part.device)
        for name, content in case.arrays.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content.tobytes())
        sys.path.insert(0, str(Path.cwd()))
        warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")  # a kernel shows its figures
        self._names.update(display=_display, get_ipython=self._no_shell)
        for name in ("check", "hint", "solution"):
            self._names[name] = self._elsewhere(name)
            setattr(autograder, name, self._names[name])
        self.is_begun = True

    def _no_shell(self) -> None:
        self._left_out = self._left_out or "get_ipython()"

    def _elsewhere(self, name: str) -> Callable[..., int]:
        """Return what stands in for a function of the kit's: that it was called is noted."""

        def note(*_: object, **__: object) -> int:
            self._called = f"{name}(…)"
            return 0

        return note

    def _output_of(self, name: str, source: str, seconds: float) -> CellOutput:
        for stream in self._streams:
            stream.clear()
        sys.stdout, sys.stderr = self._streams
        self._left_out = self._called = ""
        clock, ended = _Clock(seconds), CellOutput()
        try:
            with clock:
                value = self._value_of(name, source)
                ended = CellOutput(value="" if value is None else shortened(repr(value), TEXT_LIMIT))
        except BaseException as problem:
            text = text_of(problem)
            ended = CellOutput(error=type(problem).__name__[:TEXT_LIMIT], text=text, traceback=_trace_of(problem))
            if isinstance(problem, SyntaxError) and _AWAITS.search(text):
                self._left_out = self._left_out or text
        if clock.rang:
            ended = CellOutput(error=TIMEOUT, traceback=ended.traceback)
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")
        stdout, stderr = (stream.text for stream in self._streams)
        return replace(ended, stdout=stdout, stderr=stderr, left_out=self._left_out, called=self._called)

    def _value_of(self, name: str, source: str) -> object:
        """Run a cell; return the value of the expression that it ends with, None where it ends with none, or with `;`."""
        body = self._statements(name, source)
        last = body[-1] if body and not _is_quiet(source) else None
        if not isinstance(last, ast.Expr):
            exec(self._compiled(ast.Module(body, []), name, "exec"), self._names)
            return None
        exec(self._compiled(ast.Module(body[:-1], []), name, "exec"), self._names)
        return eval(self._compiled(ast.Expression(last.value), name, "eval"), self._names)

    def _compiled(self, tree: ast.Module | ast.Expression, name: str, mode: str) -> types.CodeType:
        code: types.CodeType = compile(tree, name, mode, self._future, dont_inherit=True)
        self._future |= code.co_flags & _FUTURE
        return code

    def _statements(self, name: str, source: str) -> list[ast.stmt]:
        """Return what a cell consists of; where it is no Python as it stands, without what only a kernel can run."""
        source = textwrap.dedent(source)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            return self._parsed(name, source)
        except SyntaxError:
            without, left_out = _without_magics(source)
            if without == source:
                raise
        self._left_out = left_out
        return self._parsed(name, without)

    def _parsed(self, name: str, source: str) -> list[ast.stmt]:
        tree: ast.Module = compile(source, name, "exec", self._future | ast.PyCF_ONLY_AST, dont_inherit=True)
        return tree.body


class _Stream(io.TextIOBase):
    """What a cell writes: the beginning is kept, the rest is counted."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._kept, self._length = "", 0

    @property
    def text(self) -> str:
        return shortened(self._kept, TEXT_LIMIT, self._length)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._kept += text[: max(0, TEXT_LIMIT + 1 - len(self._kept))]
        self._length += len(text)
        return len(text)


class _Clock:
    """Interrupts what runs within it after so many seconds, as Ctrl-C would. Who goes on is ended by the server's clock."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self.rang = seconds, False

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *problem: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, *_: object) -> None:
        self.rang = True
        raise KeyboardInterrupt


def _display(*values: object, **_: object) -> None:
    for value in values:
        print(repr(value))


def _without_magics(source: str) -> tuple[str, str]:
    """Return a cell without what only a kernel can run, and the first line of that which a later cell could miss, or ""."""
    lines, left_out = source.split("\n"), ""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if not _PYTHON_BELOW.match(lines[first]):
            return "", lines[first]
        lines[first] = ""
    for number, line in enumerate(lines):
        if _MAGIC.match(line):
            lines[number] = f"{line[: len(line) - len(line.lstrip())]}pass"
            left_out = left_out or ("" if _HARMLESS.match(line) else line.strip())
    return "\n".join(lines), left_out


def _is_quiet(source: str) -> bool:
    """Tell whether a cell ends with `;`, which keeps a kernel from showing its value."""
    try:
        tokens = [*tokenize.generate_tokens(io.StringIO(source).readline)]
    except (tokenize.TokenError, SyntaxError):
        return False
    seen = [token.string for token in tokens if token.type not in _NO_TOKENS]
    return seen[-1:] == [";"]


def _trace_of(problem: BaseException) -> str:
    """Return an exception's traceback as Python prints it, without our own frames; "" where it cannot be told."""
    try:
        told = traceback.TracebackException(type(problem), problem, problem.__traceback__)
        told.stack = traceback.StackSummary.from_list([one for one in told.stack if one.filename != __file__])
        return "".join(told.format())[-TRACE_LIMIT:]
    except BaseException:  # of the student's own exception
        return ""
