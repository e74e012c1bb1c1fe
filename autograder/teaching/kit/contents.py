"""What is in a student's kit: the exercises, the tables, and an autograder whose answers are numbers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.judge.messages import Answers
from autograder.labs.catalogue import ROOT, STUDENT_SEED, all_labs
from autograder.labs.recorded import RECORDED, path_of
from autograder.labs.stubs import STUBS, stub_of
from autograder.teaching.kit.record import record

# The rooms that go out, but for what lies in a folder of answers there, and for what stubs are made of and by.
ROOMS = ("judge", "labs", "sandbox", "student", "trace", "worker")
ANSWERS = "answers"
OF_STUBS = ("broken.py", "__main__.py")
CODE = (".py", ".toml")
# What these rooms import, of the dependencies that stand in pyproject.toml; a test compares.
PACKAGES = ("torch", "numpy", "pytest", "matplotlib", "pillow", "safetensors", "watchfiles", "pyseccomp")
AS_THEY_ARE = ("LICENSE", "constraints.txt", "exercises/README.md", "datasets/*")
README = ROOT / "autograder" / "teaching" / "kit" / "STUDENTS.md"
# The tables of pyproject.toml that installing and checking need; the rest is for those who work on the kit.
TABLES = ("build-system", "project", "project.scripts", "project.entry-points.pytest11", "tool.hatch", "tool.pytest")


def contents(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of every file. `answers` are asked for the numbers that the kit records."""
    yield "README.md", README.read_bytes()
    yield "pyproject.toml", for_students((ROOT / "pyproject.toml").read_text(encoding="utf-8")).encode()
    for pattern in AS_THEY_ARE:
        yield from _read(path for path in ROOT.glob(pattern) if path.is_file())
    yield from _autograder()
    for lab in all_labs():
        stub = stub_of(lab.name).encode()
        yield f"exercises/{lab.name}.py", stub
        yield f"{STUBS.relative_to(ROOT).as_posix()}/{lab.name}.py", stub
        for check in lab.checks:
            file = RECORDED / path_of(check.lab, check.function)
            yield file.relative_to(ROOT).as_posix(), record(check, answers, STUDENT_SEED)


def _autograder() -> Iterator[tuple[str, bytes]]:
    here = ROOT / "autograder"
    yield from _read([*here.glob("*.py")])
    for room in ROOMS:
        paths = [path for kind in CODE for path in (here / room).rglob(f"*{kind}")]
        kept = (path for path in paths if ANSWERS not in path.relative_to(here).parts and path.name not in OF_STUBS)
        yield from _read(kept)


def _read(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def for_students(pyproject: str) -> str:
    """Return the tables of a pyproject.toml that a student needs, as they stand there, without other packages."""
    tables = re.split(r"^(?=\[)", pyproject, flags=re.MULTILINE)
    kept = [table for table in tables if _name_of(table).startswith(TABLES) and "optional" not in _name_of(table)]
    lines = "".join(kept).replace('testpaths = ["tests"]', 'testpaths = ["autograder"]').splitlines(keepends=True)
    return "".join(line for line in lines if _package(line) in ("", *PACKAGES)).rstrip() + "\n"


def _package(line: str) -> str:
    """Return the name of the package that a line of a list of dependencies asks for, "" for any other line."""
    found = re.match(r' +"([\w-]+)[><=].*",', line)
    return found[1] if found else ""


def _name_of(table: str) -> str:
    return table.partition("]")[0].strip("[")
