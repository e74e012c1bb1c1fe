"""`gradkit lab new`: the folder of a lab, made from a solution or a notebook, and tried at once."""

import importlib.metadata
import keyword
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from autograder.errors import Defect, UsageProblem, or_usage_problem
from autograder.judge.grading import Grader
from autograder.judge.judging import hold_against_the_solution
from autograder.labs.catalogue import Check, lab_named
from autograder.labs.course import FILE, RESERVED, SHIPPED, Course, folder_of_course, open_course, settings_in
from autograder.labs.stubs import stub_of
from autograder.teaching.new_lab import templates, wording
from autograder.teaching.new_lab.cases import cases_text
from autograder.teaching.new_lab.changes import changes_of
from autograder.teaching.new_lab.look import Found, Looker
from autograder.teaching.new_lab.material import Material, material_of
from autograder.teaching.new_lab.solution import Solution, solution_of
from autograder.teaching.new_lab.write import (
    inputs_of,
    lab_toml,
    lesson_text,
    mistakes_text,
    mistakes_toml,
    probe_of,
    probes_text,
)
from autograder.teaching.whole_files import write_new

# Mistakes as changes of the solution, by slug, of each function.
Changes: TypeAlias = Mapping[str, Mapping[str, str]]


def new_lab(name: str, source: str) -> Iterator[str]:
    """Write the files of a new lab; yield what was done and what is left to do. Raises `UsageProblem`.

    `source` is the solution's file or a notebook, "" for the solution that lies in its place.
    """
    _check_name(name)
    path = Path(source) if source else None
    home = _home(path, name)
    in_place = home.solutions / f"{name}.py"
    material = material_of(name, path or in_place)
    solution = solution_of(name, material.text, material.functions)
    is_there = path is None or path.resolve() == in_place.resolve()
    if is_there and solution.text != material.text:
        raise UsageProblem(wording.NO_DOCSTRING, path=_shown(in_place))
    looker = Looker(name, solution.text.encode(), f"{name}.py")
    found = [looker.found(function, material.calls.get(function.name, ())) for function in solution.functions]
    changes = {one.function.name: {} if one.mistakes else changes_of(one, looker) for one in found}
    files = _files(home, name, solution, found, material, looker, changes)
    if is_there:
        del files[in_place]
    had_labs = home.labs.is_dir() or not (home.root / FILE).exists()
    _check_free([*files, *([home.exercises / f"{name}.py"] if home.exercises else [])])
    _write(files)
    if home.labs != SHIPPED.labs:
        open_course(str(home.root))
    lab = lab_named(name)
    stub = {lab.exercise: stub_of(name)}
    _write(stub)
    yield from (wording.WRITTEN.format(path=_shown(path)) for path in sorted({*files, *stub}))
    yield ""
    troubles = _tried(lab.checks)
    for one, trouble in zip(found, troubles, strict=True):
        told = {"function": one.function.name, "kind": wording.KINDS[one.kind], "reason": one.reason or trouble}
        yield (wording.DOES_NOT_WORK if one.reason or trouble else wording.WORKS).format(**told)
    if material.left:
        yield from ("", wording.NOT_TAKEN_OVER, *(f"  – {left}" for left in material.left))
    to_do = [] if had_labs else [wording.TO_NAME.format(path=_shown(home.root / FILE), name=name)]
    to_do += _left_to_do(home, name, solution, found, material, troubles, changes)
    yield from ("", wording.LEFT_TO_DO)
    yield from (f"{number:3}. {line}" for number, line in enumerate(to_do, start=1))


def _check_name(name: str) -> None:
    """Raise `UsageProblem` for what no lab can be called: files, modules and commands are called so."""
    if not name.isidentifier() or keyword.iskeyword(name) or name != name.lower():
        raise UsageProblem(wording.BAD_NAME, name=name)
    if name in RESERVED or name in sys.stdlib_module_names or name in importlib.metadata.packages_distributions():
        raise UsageProblem(wording.NAME_OF_A_MODULE, name=name)


def _home(source: Path | None, name: str) -> Course:
    """Return the course that gets the lab: the one that we are in, or a new one in a folder with nothing else in it."""
    if folder := folder_of_course():
        root = (folder / settings_in(folder).course).resolve()
        if (labs := settings_in(root).labs) and name not in labs:
            raise UsageProblem(wording.NOT_NAMED, path=_shown(root / FILE), name=name)
        return Course(root, root / "labs", root / "exercises")
    here = Path.cwd()
    if here.is_relative_to(SHIPPED.root):
        return SHIPPED
    usual = {here / "solutions", *([source.resolve()] if source else [])}
    if others := [path for path in sorted(here.iterdir()) if path not in usual and not path.name.startswith(".")]:
        raise UsageProblem(wording.NO_COURSE, other=others[0].name, name=name)
    return Course(here, here / "labs", here / "exercises")


def _files(
    home: Course,
    name: str,
    solution: Solution,
    found: Sequence[Found],
    material: Material,
    looker: Looker,
    changes: Changes,
) -> dict[Path, str]:
    """Return the text of every file of a lab, by its path."""
    folder, title = home.labs / name, material.title or solution.title
    question = material.question or wording.QUESTION
    lesson = material.lesson or lesson_text(title, solution.about, found)
    files = {
        home.solutions / f"{name}.py": solution.text,
        folder / "lab.toml": lab_toml(_next_order(home), title, found, material.points),
        folder / "probes.py": probes_text(name, [probe_of(one, looker.takes_leaves(one)) for one in found]),
        folder / "lesson.md": templates.LESSON.format(story=lesson, question=question),
        folder / "answers" / "cases.py": cases_text(name, inputs_of(found)),
        folder / "answers" / "mistakes.toml": mistakes_toml(changes, found),
        folder / "answers" / "mistakes.py": mistakes_text(name, found),
    }
    files[home.solutions / f"{name}.md"] = material.answer
    if home.labs != SHIPPED.labs and not (home.root / FILE).exists():
        files[home.root / FILE] = templates.GRADKIT_TOML.format(title=title)
    return {path: text for path, text in files.items() if text}


def _next_order(home: Course) -> int:
    return 1 + len([*home.labs.glob("*/lab.toml")])


def _check_free(paths: Sequence[Path]) -> None:
    """Raise `UsageProblem` where a file is there already: it stays as it is, and none of the others is written."""
    for path in paths:
        if path.exists():
            raise UsageProblem(wording.IS_THERE, path=_shown(path))


def _write(files: Mapping[Path, str]) -> None:
    with or_usage_problem(wording.CANNOT_WRITE, _shown(next(iter(files)))):
        write_new({path: text.encode() for path, text in files.items()})


def _shown(path: Path) -> str:
    return os.path.relpath(path)


def _tried(checks: Sequence[Check]) -> list[str]:
    """Return for each check why its solution does not pass, "" where it does: run as a student's file would be."""
    with Grader() as grader:
        return [_trouble(grader, check) for check in checks]


def _trouble(grader: Grader, check: Check) -> str:
    try:
        hold_against_the_solution(check, check.cases(grader.seed), grader.answers, grader.device, grader.seed)
    except Defect as defect:
        return str(defect)
    except Exception as problem:
        return str(Defect.of(problem, check.lab, check.function))
    source = lab_named(check.lab).solution.read_bytes()
    (verdict,) = grader.grade(check.lab, source, f"{check.lab}.py", [check])
    return "" if verdict.passed else wording.DOES_NOT_PASS.format(status=verdict.status)


def _left_to_do(
    home: Course,
    name: str,
    solution: Solution,
    found: Sequence[Found],
    material: Material,
    troubles: Sequence[str],
    changes: Changes,
) -> Iterator[str]:
    """Yield what the author has to do, in order: the file to open, and what to write there."""
    folder, source = _shown(home.labs / name), _shown(home.solutions / f"{name}.py")
    if solution.given and material.functions is None:
        yield wording.GIVEN.format(path=source, names=", ".join(solution.given))
    for one, trouble in zip(found, troubles, strict=True):
        if one.kind == "unknown" or trouble:
            yield wording.TO_PROBE.format(folder=folder, function=one.function.name, reason=one.reason or trouble)
    yield wording.TO_RATE.format(folder=folder) if not material.points else wording.TO_HINT.format(folder=folder)
    yield wording.TO_LOOK.format(folder=folder)
    if without := [one.function.name for one in found if not one.mistakes and not changes[one.function.name]]:
        yield wording.TO_MISTAKE.format(folder=folder, functions=", ".join(without))
    if several := [one.function.name for one in found if one.kind in ("plot", "batches")]:
        yield wording.TO_PROMISE.format(folder=folder, functions=", ".join(several))
    yield (wording.TO_TELL_ON if material.lesson else wording.TO_TELL).format(folder=folder)
    if not material.answer:
        yield wording.TO_ANSWER.format(path=_shown(home.solutions / f"{name}.md"))
    yield wording.TO_CHECK.format(name=name)
