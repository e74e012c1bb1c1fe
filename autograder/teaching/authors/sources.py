"""What can be seen of a lab without running it: its solution, its stub, its probes, what is to be mended, its lesson."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.labs.authors_files import line_of, tables_of
from autograder.labs.catalogue import QUESTION, Check, Lab
from autograder.labs.course import course
from autograder.labs.stubs import stub_of
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding, lines_of_names
from autograder.teaching.authors.tables import CHECK

_PLACED = re.compile(r"^<!-- function: (\w+) -->$", re.MULTILINE)


def findings_that_stop(lab: Lab) -> Iterator[Finding]:
    """Yield what keeps a lab from being run at all: files that are missing or no Python, functions that are not there."""
    probes, answers = lab.folder / "probes.py", lab.folder / "answers"
    there_may_be = (path for path in lab.folder.rglob("*") if path.suffix in (".py", ".md"))
    paths = {lab.solution, probes, answers / "cases.py", *there_may_be}
    unreadable = [one for path in paths if (one := _unreadable(path))]
    yield from unreadable
    if unreadable:
        return
    path, known = lab.folder / "lab.toml", functions_in(lab.solution)
    for number, check in enumerate(lab.checks, start=1):
        if check.function not in known:
            text = wording.NOT_IN_SOLUTION.format(function=check.function, known=", ".join(known))
            yield Finding(path, line_of(path, *[CHECK] * number, "function"), text)
    for path, sentence in ((probes, wording.NO_PROBE), (answers / "cases.py", wording.NO_CASES)):
        there = lines_of_names(path)
        yield from (Finding(path, 0, _of(sentence, one)) for one in lab.checks if one.function not in there)
    broken = lab.folder / "broken.py"
    there = lines_of_names(broken) if broken.exists() else {}
    to_mend = [check for check in lab.checks if check.kind == "mend" and check.function not in there]
    yield from (Finding(broken, 0, _of(wording.NOT_BROKEN, check)) for check in to_mend)


def _of(sentence: str, check: Check) -> str:
    return sentence.format(function=check.function, lab=check.lab)


def _unreadable(path: Path) -> Finding | None:
    try:
        path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            lines_of_names(path)
    except OSError as problem:
        return Finding(path, 0, wording.NO_FILE_OF_LAB.format(reason=problem.strerror))
    except SyntaxError as problem:
        return Finding(path, problem.lineno or 0, wording.NO_PYTHON.format(reason=problem.msg))
    except ValueError as problem:
        return Finding(path, 0, wording.NO_TEXT.format(reason=problem))
    return None


def functions_in(path: Path) -> dict[str, ast.FunctionDef]:
    """Return the functions of a file, by name."""
    return {node.name: node for node in ast.parse(path.read_bytes()).body if isinstance(node, ast.FunctionDef)}


def findings_of_functions(lab: Lab) -> Iterator[Finding]:
    """Yield what a solution's functions lack, and those that no check is of."""
    path, functions = lab.folder / "lab.toml", functions_in(lab.solution)
    for number, check in enumerate(lab.checks, start=1):
        function = functions[check.function]
        if not ast.get_docstring(function):
            yield Finding(lab.solution, function.lineno, _of(wording.NO_DOCSTRING, check))
        arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        for name in set(check.parameters) - {argument.arg for argument in arguments}:
            text = wording.NO_PARAMETER.format(function=check.function, name=name)
            yield Finding(path, line_of(path, *[CHECK] * number, "parameters"), text)
    for name in functions.keys() - {check.function for check in lab.checks}:
        yield Finding(lab.solution, functions[name].lineno, wording.GIVEN_WHOLE.format(function=name), is_note=True)
    broken = lab.folder / "broken.py"
    to_mend = {check.function for check in lab.checks if check.kind == "mend"}
    for name, function in functions_in(broken).items() if broken.exists() else ():
        if name not in to_mend:
            yield Finding(broken, function.lineno, wording.NOT_TO_MEND.format(function=name))


def findings_of_mistakes_elsewhere(lab: Lab) -> Iterator[Finding]:
    """Yield a `Finding` for every known mistake that is made in no check of the lab, so that nobody ever meets it."""
    answers, functions = lab.folder / "answers", {check.function for check in lab.checks}
    if (path := answers / "mistakes.py").exists():
        for call in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "Mistake":
                for one in (*call.args[1:2], *(word.value for word in call.keywords if word.arg == "function")):
                    if isinstance(one, ast.Constant) and one.value not in functions:
                        yield Finding(path, call.lineno, wording.MISTAKE_ELSEWHERE.format(function=one.value))
    if (path := answers / "mistakes.toml").exists():
        for function in tables_of(path).keys() - functions:
            yield Finding(path, line_of(path, f"[{function}]"), wording.MISTAKE_ELSEWHERE.format(function=function))


def findings_of_stub(lab: Lab) -> Iterator[Finding]:
    """Yield a `Finding` where a lab's exercise is not what its solution makes of it."""
    if course().exercises is None:  # an installed kit's own course: nobody works there
        return
    path = lab.exercise
    if not path.is_file():
        yield Finding(path, 0, wording.NO_STUB.format(lab=lab.name))
    elif path.read_text(encoding="utf-8", errors="replace") != stub_of(lab.name):
        yield Finding(path, 0, wording.OTHER_STUB.format(lab=lab.name))


def findings_of_lesson(lab: Lab) -> Iterator[Finding]:
    """Yield what a lab's notebook lacks. A lab is whole without a lesson, so that it has none is a note."""
    path, guide = lab.folder / "lesson.md", lab.solution.with_suffix(".md")
    story, question = lab.lesson
    placed, functions = _PLACED.findall(story), [check.function for check in lab.checks]
    if not path.exists():
        yield Finding(path, 0, wording.NO_LESSON, is_note=True)
    elif not story.strip():
        yield Finding(path, 0, wording.EMPTY_LESSON)
    elif placed and placed != functions:
        marks = " ".join(f"<!-- function: {function} -->" for function in functions)
        yield Finding(path, line_of(path, "<!-- function: "), wording.MISPLACED.format(marks=marks))
    if path.exists() and not question:
        yield Finding(path, 0, wording.NO_WRITTEN_QUESTION.format(mark=QUESTION), is_note=True)
    if question and not guide.exists():
        yield Finding(guide, 0, wording.NO_GUIDE, is_note=True)
