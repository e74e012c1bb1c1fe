"""Which students of a lab share wrong code that hardly anybody else has: pairs that are worth a talk.

A function is compared as the nodes of its syntax tree, neighbouring statements in an order that does not depend on how
they were written, names of a student's own all the same. What a stub gives is taken out. What any solution of the course,
a stub or a pattern of the hints has, and what more than a few of the class have, right or wrong, is usual code, and says
nothing of two who share it: counted is the rest.

Where the limits come from: among 1,101 wrong attempts at the shipped labs, 219 pairs have the same wrong numbers. Of the
121 that were written apart, half have a closeness below 0.57 and 13 one of 0.9 or more. Nine of these are shorter than 40
nodes, bodies of three lines, which people write alike by themselves; in the other four 0, 0, 13 and 23 nodes are unusual
(the last two took Adam). Of the 171 attempts with 40 nodes or more, 65 % are found again in a copy with other names and
comments, 61 % where two statements changed places and one came in as well, 48 % where an operand and a number changed too.
"""

import ast
import builtins
import contextlib
import itertools
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.patterns import patterns
from autograder.labs.stubs import stub_of
from autograder.source import source_text
from autograder.teaching.rows import grouped

# How close two functions have to be, how long each, and how many nodes of a pair's functions have to be unusual.
CLOSENESS, NODES, UNUSUAL = 0.9, 40, 30
# What so many neighbouring nodes look like is unusual when no more than 4 students have it, or one in fifty.
_WINDOW, _FEW, _ONE_IN = 6, 4, 50
# A function with what it calls is left out beyond so many nodes (a solution's has a few hundred), and so is who comes
# after so many seconds: one file makes nobody wait for the page.
_MOST, _SECONDS = 5_000, 60
_LABEL, _WORD = 40, 64

Window = tuple[str, ...]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Definitions = dict[str, Definition]


@dataclass(frozen=True)
class Code:
    """A function and what it calls of the student's own: nodes, each a label and its line, and the lines of each part."""

    nodes: tuple[tuple[str, int], ...]
    parts: tuple[tuple[int, int], ...]

    @cached_property
    def labels(self) -> list[str]:
        return [label for label, _ in self.nodes]

    @cached_property
    def windows(self) -> dict[Window, list[int]]:
        """Where each piece of a few neighbouring nodes begins."""
        starts = range(len(self.labels) - _WINDOW + 1)
        return grouped(starts, lambda start: tuple(self.labels[start : start + _WINDOW]))

    def covered(self, windows: Iterable[Window]) -> set[int]:
        """Return which nodes are part of these pieces."""
        return {at for window in windows for start in self.windows[window] for at in range(start, start + _WINDOW)}

    def lines(self, nodes: Iterable[int]) -> frozenset[int]:
        """Return the lines of which these nodes are more than half."""
        whole, found = (Counter(self.nodes[at][1] for at in some) for some in (range(len(self.nodes)), nodes))
        return frozenset(line for line, count in found.items() if 2 * count > whole[line])


@dataclass(frozen=True)
class Match:
    """A function that is wrong in the same way for both of a pair: `lines` are those with unusual code, of each."""

    check: str
    codes: tuple[Code, Code]
    lines: tuple[frozenset[int], frozenset[int]]
    unusual: int


@dataclass(frozen=True)
class Pair:
    """Two students with wrong code in common."""

    lab: str
    students: tuple[str, str]
    matches: tuple[Match, ...]

    @property
    def unusual(self) -> int:
        """How many nodes they have in common that few others have."""
        return sum(match.unusual for match in self.matches)


class _Reader:
    """Reads functions of a lab as `Code`. `given` are the statements of its stub, `usual` the pieces that all may have."""

    def __init__(self, lab: str) -> None:
        self._checks = {check.function for check in lab_named(lab).checks}
        self._given: set[Window] = set()
        solution, stub = lab_named(lab).solution.read_bytes(), stub_of(lab).encode()
        self._known = {*dir(builtins), *_top_level(_parsed(solution))}
        texts = [stub, *(one.code.encode() for one in patterns().values())]
        texts += [one.solution.read_bytes() for one in all_labs() if one.solution.exists()]
        codes = [Code(tuple(self._block(_parsed(text))), ()) for text in texts]
        given = [node for function in definitions(stub).values() for node in function.body]
        self._given = {_labels(self._nodes(statement)) for statement in given}
        solved = definitions(solution)
        codes += [self.code_of(solved, check) for check in self._checks & solved.keys()]
        self.usual = {window for code in codes for window in code.windows}

    def code_of(self, file: Definitions, function: str) -> Code:
        """Return a function of a file, with what it calls of those that are no checks. Raises `ValueError` if long."""
        used, waiting, own = {function: file[function]}, [file[function]], file.keys() - self._checks
        while waiting and own:
            names = {node.id for node in ast.walk(waiting.pop()) if isinstance(node, ast.Name)}
            for name in sorted((names & own) - used.keys()):
                used[name] = file[name]
                waiting.append(file[name])
        if sum(1 for one in used.values() for _ in ast.walk(one)) > _MOST:
            raise ValueError(f"more than {_MOST} nodes")
        nodes = itertools.chain.from_iterable(self._block(one.body) for one in used.values())
        return Code(tuple(nodes), tuple((one.lineno, one.end_lineno or one.lineno) for one in used.values()))

    def _block(self, statements: Sequence[ast.AST], line: int = 0) -> list[tuple[str, int]]:
        read = [self._nodes(one, line) for one in statements if not _is_docstring(one)]
        if statements and isinstance(statements[0], ast.stmt):
            read = sorted((nodes for nodes in read if _labels(nodes) not in self._given), key=_labels)
        return list(itertools.chain.from_iterable(read))

    def _nodes(self, tree: ast.AST, line: int = 0) -> list[tuple[str, int]]:
        line = getattr(tree, "lineno", line)
        nodes = [(self._label(tree), line)]
        for _, value in ast.iter_fields(tree):
            if isinstance(value, list):
                nodes += self._block([one for one in value if isinstance(one, ast.AST)], line)
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                nodes += self._nodes(value, line)
        return nodes

    def _label(self, node: ast.AST) -> str:
        match node:
            case ast.Name(id=name) if name in self._known:
                return name
            case ast.Attribute(attr=name):
                return f".{name}"
            case ast.Constant(value=int(value)) if value.bit_length() > _WORD:  # Python refuses to write out long ones
                return f"int {hash(value)}"
            case ast.Constant(value=str() | bytes() as value):
                return repr(value[:_LABEL])[:_LABEL]
            case ast.Constant(value=value):
                return repr(value)
            case ast.keyword(arg=name):
                return f"{name}="
        return type(node).__name__


def definitions(source: bytes) -> Definitions:
    """Return the functions and classes of a file by name, the last of each name. Raises whatever the parser does."""
    return {node.name: node for node in _parsed(source) if isinstance(node, Definition)}


def _parsed(source: bytes) -> list[ast.stmt]:
    with warnings.catch_warnings():  # of what a student wrote, as "\d"
        warnings.simplefilter("ignore")
        return ast.parse(source_text(source)).body


def pairs_of(
    lab: str, agreeing: Iterable[tuple[str, Sequence[str]]], files: Mapping[str, bytes]
) -> tuple[list[Pair], set[str]]:
    """Return the pairs of a lab that are worth a talk, those with most in common first, and who cannot be compared.

    `agreeing` are functions, each with students whose wrong numbers are the same; `files` are the class's, by student:
    those alone that a locked-in process has compiled, for Python's parser can be made to crash.
    """
    agreements = grouped(agreeing, lambda one: one[0])
    reader, left_out = _Reader(lab), set()
    matches: dict[tuple[str, str], list[Match]] = {}
    for check, codes in _codes(reader, agreements, files).items():
        counts = Counter(window for code in codes.values() for window in code.windows)
        few = max(_FEW, len(codes) // _ONE_IN)
        rare = {window for window, count in counts.items() if count <= few} - reader.usual
        for _, students in agreements[check]:
            left_out |= set(students) - codes.keys()
            long = [student for student in students if student in codes and len(codes[student].nodes) >= NODES]
            for pair in _candidates(long, codes, rare):
                if match := _match(check, (codes[pair[0]], codes[pair[1]]), rare):
                    matches.setdefault(pair, []).append(match)
    pairs = [Pair(lab, students, tuple(of_both)) for students, of_both in matches.items()]
    found = sorted((pair for pair in pairs if pair.unusual >= UNUSUAL), key=lambda pair: (-pair.unusual, pair.students))
    return found, left_out


def _codes(reader: _Reader, checks: Iterable[str], files: Mapping[str, bytes]) -> dict[str, dict[str, Code]]:
    """Return each check's functions by student, without those that cannot be compared."""
    codes: dict[str, dict[str, Code]] = {check: {} for check in checks}
    end = time.monotonic() + _SECONDS
    for student, source in files.items():
        with contextlib.suppress(Exception):  # no file ends the page of a class, whatever is in it
            file = definitions(source) if time.monotonic() < end else {}
            for check in codes.keys() & file.keys():
                codes[check][student] = reader.code_of(file, check)
    return codes


def _candidates(students: Sequence[str], codes: Mapping[str, Code], rare: set[Window]) -> set[tuple[str, str]]:
    """Return the pairs that have anything unusual in common: in a class where all make one mistake these are few."""
    having: dict[Window, list[str]] = {}
    for student in sorted(students):
        for window in codes[student].windows.keys() & rare:
            having.setdefault(window, []).append(student)
    return {pair for names in having.values() for pair in itertools.combinations(names, 2)}


def _match(check: str, codes: tuple[Code, Code], rare: set[Window]) -> Match | None:
    """Return what two functions have in common; None where they are not close."""
    one, other = codes
    if not Indel.normalized_similarity(one.labels, other.labels, score_cutoff=CLOSENESS):
        return None
    shared = one.windows.keys() & other.windows.keys() & rare
    covered = [code.covered(shared) for code in codes]
    return Match(check, codes, (one.lines(covered[0]), other.lines(covered[1])), min(map(len, covered)))


def _labels(nodes: Sequence[tuple[str, int]]) -> Window:
    return tuple(label for label, _ in nodes)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _top_level(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield the names that a file defines and imports."""
    for node in statements:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((one.asname or one.name).split(".")[0] for one in node.names)
        elif isinstance(node, Definition):
            yield node.name
