"""`gradkit kit FILE.zip`: what students get: the exercises, the tables, and an autograder whose answers are numbers.

The same files make the same bytes, whenever and by whomever the kit is made.
"""

import contextlib
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from autograder.errors import OracleLost, UsageProblem, or_usage_problem
from autograder.judge.answers.client import OracleAnswers
from autograder.judge.judging import promise_of
from autograder.judge.messages import TWIN, Answers, pack_answer
from autograder.judge.recorded import CALLS, part_of_reference
from autograder.judge.sealed import path_of_sealed, seal
from autograder.labs.catalogue import QUESTION, SMALL, STUDENT_SEED, Check, Lab, all_labs
from autograder.labs.course import FILE, PACKAGE, SHIPPED, course
from autograder.labs.misconceptions import FILE as MISCONCEPTIONS
from autograder.labs.misconceptions import as_toml, misconceptions_of, read_misconceptions
from autograder.labs.pictures import pictures_of
from autograder.labs.recorded import RECORDED, path_of
from autograder.labs.stubs import STUBS, stub_of
from autograder.teaching import wording
from autograder.trace import Request, Trace, pack_request
from autograder.trace.frame import pack

# The rooms that go out, but for what lies in a folder of answers there, and for what stubs are made of and by.
ROOMS = ("judge", "labs", "sandbox", "student", "trace", "worker")
ANSWERS = "answers"
OF_STUBS = ("broken.py", "__main__.py")
CODE = (".py", ".toml", ".po")
# Draws the inputs that a sealed solution is opened by: others than those that are recorded with their answers.
SEED_OF_SEALS = 2027
# What these rooms import, of the dependencies that stand in pyproject.toml; a test compares.
PACKAGES = ("torch", "numpy", "pytest", "matplotlib", "pillow", "safetensors", "watchfiles", "pyseccomp")
AS_THEY_ARE = ("LICENSE", "constraints.txt")
EXERCISES_PAGE = "exercises/README.md"
OF_A_COURSE = (EXERCISES_PAGE, "datasets/*")
README = PACKAGE / "teaching" / "kit" / "STUDENTS.md"
# The tables of pyproject.toml that installing and checking need; the rest is for those who work on the kit.
TABLES = (
    *("build-system", "project", "project.scripts", "project.entry-points.pytest11"),
    *("tool.hatch.version", "tool.hatch.build.targets.wheel", "tool.pytest.ini_options"),
)
# What stands there of the kit's own files and not of a student's.
OTHERWISE = {'testpaths = ["tests"]': 'testpaths = ["autograder"]', ', "readme"]': ']\nreadme = "README.md"'}
# The finest tolerance is a millionth. Of a number in double precision eleven digits are kept, and what is smaller than this
# is the rounding of a 0.
KEPT, NOTHING = 2.0**36, 1e-12
# What the zip unpacks to.
FOLDER = "gradkit"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def write_kit(name: str) -> str:
    """Write a student's kit to the file `name`; return the sentence that says what it is."""
    path = Path(name)
    if path.suffix != ".zip":
        raise UsageProblem(wording.KIT_NEEDS_ZIP, name=name)
    if missing := [lab.solution for lab in all_labs() if not lab.solution.is_file()]:
        raise UsageProblem(wording.KIT_NEEDS_SOLUTIONS, path=missing[0])
    with or_usage_problem(wording.CANNOT_WRITE_KIT, path):
        try:
            with path.open("xb") as file, contextlib.ExitStack() as undo:
                undo.callback(path.unlink)
                count = _write(file)
                file.flush()
                undo.pop_all()
        except FileExistsError:
            raise UsageProblem(wording.KIT_EXISTS, path=path) from None
    return wording.KIT_WRITTEN.format(path=path, files=count, kilobytes=os.path.getsize(path) // 1024)


def _write(file: BinaryIO) -> int:
    """Write the zip; return how many files are in it."""
    answers = OracleAnswers()
    try:
        files = sorted(contents(answers))
        with zipfile.ZipFile(file, "w") as archive:
            for place, data in files:
                archive.writestr(_entry(f"{FOLDER}/{place}"), data, compresslevel=9)
        return len(files)
    except OracleLost as problem:
        raise UsageProblem(wording.KIT_NOT_MADE, reason=problem) from None
    finally:
        answers.close()


def _entry(place: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(place, LONG_AGO)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE
    return entry


def contents(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of every file. `answers` are asked for the numbers that the kit records."""
    yield "README.md", first_page(README)
    yield "pyproject.toml", for_students((SHIPPED.root / "pyproject.toml").read_text(encoding="utf-8")).encode()
    yield from read_files(SHIPPED.root, "", [SHIPPED.root / name for name in AS_THEY_ARE])
    yield from exercises_and_tables()
    if settings := course().settings.for_students():
        yield FILE, settings.encode()
    yield from _autograder()
    general = dict(read_misconceptions(SHIPPED.labs / MISCONCEPTIONS))
    for lab in all_labs():
        own = {slug: known for slug, known in misconceptions_of(lab.name).items() if general.get(slug) != known}
        yield f"autograder/labs/{lab.name}/{MISCONCEPTIONS}", as_toml(own).encode()
        yield _in_kit(STUBS / f"{lab.name}.py"), stub_of(lab.name).encode()
        yield f"autograder/labs/{lab.name}/lesson.md", f"{QUESTION}\n\n{lab.lesson[1]}\n".encode()
        yield _in_kit(path_of_sealed(lab.name)), sealed(lab, answers)
        for check in lab.checks:
            yield _in_kit(RECORDED / path_of(check.lab, check.function)), record(check, answers, STUDENT_SEED)


def first_page(path: Path) -> bytes:
    """Return a first page for students: its examples are the course's own, and so is what it leads to."""
    lab, text = all_labs()[0], path.read_text(encoding="utf-8")
    function, another = lab.checks[0].function, lab.checks[:3][-1].function
    for shown, own in (("slope_and_bias", lab.name), ("forward", function), ("train_model", another)):
        text = re.sub(rf"\b{shown}\b", own, text)
    if not (lab.home.root / EXERCISES_PAGE).exists():
        text = re.sub(rf"^.*\[{EXERCISES_PAGE}\].*\n", "", text, flags=re.MULTILINE)
    return text.encode()


def exercises_and_tables() -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of what everybody has who works on the labs; of two of a name, the course's own."""
    files: dict[str, bytes] = {}
    for root in sorted({lab.home.root for lab in all_labs()}, key=lambda root: root == course().root):
        files.update(read_files(root, "", (path for pattern in OF_A_COURSE for path in root.glob(pattern))))
    yield from files.items()
    for lab in all_labs():
        yield f"exercises/{lab.name}.py", stub_of(lab.name).encode()


def _autograder() -> Iterator[tuple[str, bytes]]:
    yield from read_files(PACKAGE, "autograder/", PACKAGE.glob("*.py"))
    of_labs = {path.parent for path in SHIPPED.labs.glob("*/lab.toml")}
    for room in ROOMS:
        shared = (path for path in _going_out(PACKAGE / room) if of_labs.isdisjoint(path.parents))
        yield from read_files(PACKAGE, "autograder/", shared)
    for lab in all_labs():
        kept = (path for path in _going_out(lab.folder) if path.name != MISCONCEPTIONS)  # the course's join them
        yield from read_files(lab.home.labs, "autograder/labs/", kept)


def _going_out(folder: Path) -> Iterator[Path]:
    """Yield the files of code below a folder that students may have."""
    for path in (path for kind in CODE for path in folder.rglob(f"*{kind}")):
        if ANSWERS not in path.relative_to(folder).parts and path.name not in OF_STUBS:
            yield path


def _in_kit(path: Path) -> str:
    """Return where a file of the package lies in a kit."""
    return f"autograder/{path.relative_to(PACKAGE).as_posix()}"


def read_files(folder: Path, place: str, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of the files among paths below a folder that becomes `place`."""
    for path in filter(Path.is_file, paths):
        yield f"{place}{path.relative_to(folder).as_posix()}", path.read_bytes()


def for_students(pyproject: str) -> str:
    """Return the tables of a pyproject.toml that a student needs, as they stand there, without other packages."""
    tables = re.split(r"^(?=\[)", pyproject, flags=re.MULTILINE)
    kept = "".join(table for table in tables if _name_of(table) in TABLES)
    for ours, theirs in OTHERWISE.items():
        kept = kept.replace(ours, theirs)
    lines = kept.splitlines(keepends=True)
    return "".join(line for line in lines if _package(line) in ("", *PACKAGES)).rstrip() + "\n"


def _package(line: str) -> str:
    """Return the name of the package that a line of a list of dependencies asks for, "" for any other line."""
    found = re.match(r' +"([\w-]+)[><=].*",', line)
    return found[1] if found else ""


def _name_of(table: str) -> str:
    return table.partition("]")[0].strip("[")


def record(check: Check, answers: Answers, seed: int) -> bytes:
    """Return the file of one check: its cases, small ones too, and everything that `answers` knows of it for these.

    See `labs/recorded.py` and `judge/recorded.py`, which read it.
    """
    cases = check.cases(seed)
    parts = {"cases": pack_request(Request(check.lab, check.function, b"", "", cases, seed=seed))}
    pictures = pictures_of(check.lab, check.function)
    for probe in ("", *sorted({picture.probe for picture in pictures})):
        right, twins = answers.reference(check, "cpu", seed, probe)
        parts[part_of_reference(probe)] = _written_down([("", right), (TWIN, twins)])
    small = Request(check.lab, check.function, b"", "", check.small_cases())
    parts |= {SMALL: pack_request(small), CALLS: _written_down(answers.small(check, "cpu"))}
    parts["mistakes"] = _written_down(answers.mistakes(check, "cpu", seed))
    return pack({}, {name: np.frombuffer(data, dtype=np.uint8) for name, data in parts.items()})


def sealed(lab: Lab, answers: Answers) -> bytes:
    """Return a lab's solution, sealed: see `judge/sealed.py`. A function with several right answers has no say in it."""
    requests, right, twins = [], [], []
    for check in lab.checks:
        if promise_of(check):
            continue
        cases, runs = check.cases(SEED_OF_SEALS), answers.reference(check, "cpu", SEED_OF_SEALS)
        case, trace, twin = next(one for one in zip(cases, *runs, strict=True) if not one[0].published)
        requests.append(Request(lab.name, check.function, b"", "", (case,), seed=check.seed_of_code(SEED_OF_SEALS)))
        right.append(_rounded(trace))
        twins.append(_rounded(twin))
    return seal(lab.solution.read_bytes(), requests, right, twins)


def _written_down(named_traces: Iterable[tuple[str, tuple[Trace, ...]]]) -> bytes:
    return pack_answer((name, tuple(map(_rounded, traces))) for name, traces in named_traces)


def _rounded(trace: Trace) -> Trace:
    """Return a trace without the last digits: linear algebra changes them from run to run, and nobody looks at them."""
    return replace(trace, entries=tuple(replace(entry, value=_round(entry.value)) for entry in trace.entries))


def _round(value: np.ndarray) -> np.ndarray:
    if value.dtype != np.float64:
        return value
    fraction, exponent = np.frexp(value)
    rounded = np.ldexp(np.round(fraction * KEPT) / KEPT, exponent)
    return np.where(np.abs(value) < NOTHING, 0.0, rounded)
