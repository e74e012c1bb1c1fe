"""A student's kit for the tests: made once, judged by in place of the solutions, and searched for what it must not hold."""

import ast
import copy
from itertools import chain

from autograder.judge.file_grading import File
from autograder.judge.recorded import RecordedAnswers
from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.stubs import stub_of
from tests.places import LAB_FOLDERS, SOLUTIONS

# Shorter lines say nothing about an answer; these are longer and say nothing either.
SIGNIFICANT = 12
HARMLESS = {"batches = []"}


class Remembering:
    """Workers that run the same functions of one file once, and hand out the same outcomes whenever asked again."""

    def __init__(self, workers):
        self._workers, self._outcomes, self._ended = workers, {}, []

    def submit(self, requests, limit, budget):
        """Run what has not been run yet, at once; return the job's number."""
        functions = tuple(request.function for request in requests)
        if functions not in self._outcomes:
            self._workers.submit(requests, limit, budget)
            self._outcomes[functions] = self._workers.receive()[1]
        self._ended.append((functions, self._outcomes[functions]))
        return functions

    def receive(self):
        """Return a job that was submitted, and its outcomes."""
        return self._ended.pop()


def grade_twice(grader, lab, source, filename, checks=None):
    """Return the verdicts on a file, as a class is graded, by live answers and by recorded ones. Its code runs once."""
    assert grader.isolation.held  # tried once, before there are two of it
    file = File(lab, source, filename, tuple(checks or lab_named(lab).checks))
    workers, found = Remembering(grader._workers), []
    for answers in (grader.answers, RecordedAnswers()):
        twin = copy.copy(grader)
        twin._workers, twin.answers = workers, answers
        found += [verdicts for _, verdicts in twin.grade_all([(None, file)])]
    return found


def secrets():
    """Return every line of the solutions and every name and sentence of what stays behind, but for what a stub has."""
    public = {line.strip() for lab in all_labs() for line in stub_of(lab.name).splitlines()}
    lines = {line.strip() for path in SOLUTIONS.glob("*.py") for line in path.read_text(encoding="utf-8").splitlines()}
    shared = (LAB_FOLDERS / "answers" / f"{name}.py" for name in ("faulty", "inputs"))
    hidden = chain(LAB_FOLDERS.glob("*/answers/mistakes.py"), LAB_FOLDERS.glob("*/answers/cases.py"), shared)
    lines.update(told for path in hidden for told in _names_and_sentences(path))
    lines.update(change for path in LAB_FOLDERS.glob("*/answers/mistakes.toml") for change in _changes(path))
    return {line for line in lines - public - HARMLESS if len(line) >= SIGNIFICANT}


def _changes(path):
    """Yield what known mistakes put in the place of something."""
    for line in path.read_text(encoding="utf-8").partition("\n")[2].splitlines():
        yield from (part.split('"')[0].strip() for way in line.split("\\n") for part in way.split(" -> ")[1:])


def _names_and_sentences(path):
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node):
            yield ast.get_docstring(node).splitlines()[0]
        if isinstance(node, ast.FunctionDef):
            # A signature over several lines is one secret: its first line may be any function's of that name.
            yield "\n".join(text.splitlines()[node.lineno - 1 : max(node.lineno, node.body[0].lineno - 1)]).strip()


def leaks(files):
    """Return `{secret: the files that hold it}` of `files`, name -> bytes."""
    found = {secret: [name for name, data in files.items() if secret.encode() in data] for secret in secrets()}
    return {secret: names for secret, names in found.items() if names}
