"""Load a student's file as a module, and find out about its functions without running them."""

import contextlib
import functools
import linecache
import sys
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dis import get_instructions, opname
from typing import Any

from autograder.errors import MissingFunction, NestedTooDeeply
from autograder.source import source_lines
from autograder.text import shortened

TEXT_LIMIT = 2000
# Further to the right nobody looks.
COLUMN_LIMIT = 1000


class Student:
    """A student's file, imported. Attributes are the functions that the probes call.

    Raises whatever the file raises on import, and `NestedTooDeeply` for one that no compiler can take; a name that is
    missing raises `MissingFunction`.
    """

    def __init__(self, name: str, source: bytes, filename: str) -> None:
        module = types.ModuleType(name)
        module.__file__ = filename
        # What `import` accepts is accepted: the compiler itself reads byte order mark, line ends and coding cookie.
        code = _compiled(source, filename)
        _remember_lines(source, filename)
        self._module = module
        self.enter()
        exec(code, module.__dict__)

    def enter(self) -> None:
        """Be the module of this name: dataclasses, pickling and postponed annotations look theirs up while it runs."""
        sys.modules[self._module.__name__] = self._module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function: object = vars(self._module).get(name)
        if not callable(function):
            raise MissingFunction(name)
        return function

    def replace(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        """Put other functions in the place of the file's own; those that call them by name call the new ones."""
        vars(self._module).update(functions)

    @property
    def names(self) -> dict[str, Any]:
        """What the file has names for, by them."""
        return dict(vars(self._module))

    def line_of(self, name: str) -> int:
        """Return the line on which a function of the file begins, or 0 when it has none there."""
        for code in _code_of(vars(self._module).get(name)):
            if code.co_filename == self._module.__file__:
                return code.co_firstlineno
        return 0

    def calls_of(self, name: str, among: Collection[str]) -> tuple[str, ...]:
        """Return those functions `among` the lab's that `name` mentions, through helpers too, in the order met.

        Read from the names in the code objects: a function that is only passed along counts as called, and so does one
        that the file does not define.
        """
        space = vars(self._module)
        found: list[str] = []
        seen: set[int] = set()
        waiting = [space.get(name)]
        while waiting:
            value = waiting.pop()
            if id(value) in seen:
                continue
            seen.add(id(value))
            for code in _code_of(value):
                if code.co_filename != self._module.__file__:
                    continue
                for word in _globals_read_by(code):
                    found += [other for other in self._same(word, among) if other not in (name, *found)]
                    waiting.append(space.get(word))
        return tuple(found)

    @contextlib.contextmanager
    def listening_for(self, names: Collection[str]) -> Iterator[set[str]]:
        """Yield the set of those functions among `names` that are called meanwhile.

        To be named is not to be called. What has no code of Python's counts as called: nobody can hear it.
        """
        codes = {id(code): (name, code) for name in names for code in _code_of(vars(self._module).get(name))}
        called = set(names) - {name for name, _ in codes.values()}

        def listen(frame: types.FrameType, event: str, _: object) -> None:
            if event == "call" and (found := codes.get(id(frame.f_code))):
                called.add(found[0])

        if codes:
            sys.setprofile(listen)
        try:
            yield called
        finally:
            if codes:
                sys.setprofile(None)

    def _same(self, word: str, among: Iterable[str]) -> list[str]:
        """Return the names `among` the lab's that mean what the global `word` means: itself, or what it is an alias of."""
        space = vars(self._module)
        return [name for name in among if name == word or (word in space and space.get(name) is space[word])]


@functools.lru_cache(maxsize=1)  # the checks of a file execute the same code, each in a module of its own
def _compiled(source: bytes, filename: str) -> types.CodeType:
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except (MemoryError, RecursionError) as problem:
        raise NestedTooDeeply("it nests too deeply to be read") from problem


def _remember_lines(source: bytes, filename: str) -> None:
    lines = [f"{line}\n" for line in source_lines(source)]
    linecache.cache[filename] = (len(source), None, lines, filename)


def _code_of(value: object, depth: int = 3) -> Iterator[types.CodeType]:
    """Yield the code objects behind a function, a decorated one, a partial, a method, a class or a callable object."""
    if depth == 0:
        return
    if isinstance(value, types.FunctionType):
        if "__wrapped__" in vars(value):
            yield from _code_of(vars(value)["__wrapped__"], depth - 1)
        yield from _with_inner(value.__code__)
        for cell in value.__closure__ or ():
            yield from _code_of(_contents(cell), depth - 1)
    elif isinstance(value, functools.partial):
        yield from _code_of(value.func, depth - 1)
    elif isinstance(value, (types.MethodType, staticmethod, classmethod)):
        yield from _code_of(value.__func__, depth - 1)
    elif isinstance(value, type):
        for member in vars(value).values():
            yield from _code_of(member, depth - 1)
    elif not isinstance(value, types.ModuleType) and type(value).__module__ not in ("builtins", "torch"):
        yield from _code_of(type(value), depth - 1)


@functools.cache
def _globals_read_by(code: types.CodeType) -> list[str]:
    # Without its constants: a number may be too long to be written out.
    bare = code.replace(co_consts=(None,) * len(code.co_consts))
    return [step.argval for step in get_instructions(bare) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")]


def _with_inner(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _with_inner(constant)


def _contents(cell: types.CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # a cell that nothing was put into yet
        return None


def where_raised(problem: BaseException, filename: str) -> tuple[int, str]:
    """Return `(line, function)` of the innermost frame in the student's file, or `(0, "")` when there is none."""
    if isinstance(problem, SyntaxError) and problem.filename == filename:
        return problem.lineno or 0, ""
    # By hand: the standard library's way relies on builtins that a student's code may have replaced.
    found, step = (0, ""), problem.__traceback__
    while step:
        code = step.tb_frame.f_code
        if code.co_filename == filename:
            found = step.tb_lineno or 0, code.co_name
        step = step.tb_next
    return found


def column_of(problem: BaseException, filename: str) -> int:
    """Return the column at which the compiler stopped in the student's file, counted from 1; 0 where none is to blame."""
    if not isinstance(problem, SyntaxError) or isinstance(problem, IndentationError) or problem.filename != filename:
        return 0
    column = problem.offset
    return column if isinstance(column, int) and 0 < column <= COLUMN_LIMIT else 0


def raising_code(problem: BaseException, filename: str) -> types.CodeType | None:
    """Return the code of the student's file whose own `raise` an exception comes from; None where a call raised it."""
    step = problem.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    code = step and step.tb_frame.f_code
    if not step or not code or code.co_filename != filename:
        return None
    return code if opname[code.co_code[step.tb_lasti]] == "RAISE_VARARGS" else None


def has_lines_above(code: types.CodeType, line: int) -> bool:
    """Tell whether a function does anything between its `def` and a line: a docstring and a comment are nothing."""
    return any(code.co_firstlineno < number < line for _, _, number in code.co_lines() if number)


def text_of(problem: BaseException) -> str:
    """Return an exception's own words, capped at 2,000 characters and saying so."""
    try:
        # A syntax error's own text repeats the file and the line.
        text = str(problem.msg if isinstance(problem, SyntaxError) else problem)
    except BaseException:
        text = "(its text cannot be read)"
    return shortened(text, TEXT_LIMIT)
