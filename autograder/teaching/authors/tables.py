"""What is wrong with the TOML files of a lab, each key at its line."""

import collections
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.errors import CourseFileUnusable
from autograder.labs.answers.mutants import MutantsToml, Same, path_of_explained
from autograder.labs.authors_files import faults_of, line_of, tables_of
from autograder.labs.catalogue import CheckToml, Lab, LabToml
from autograder.labs.course import SHIPPED, course
from autograder.labs.misconceptions import FILE, faults_of_misconception
from autograder.labs.patterns import patterns
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding

CHECK, SAME = "[[check]]", "[[same]]"
# So many characters say nothing yet in a hint; so many are no line of an answer.
LEAST_OF_A_HINT, LEAST_OF_A_LINE = 10, 12


def findings_of_lab_toml(path: Path) -> Iterator[Finding]:
    """Yield what keeps a `lab.toml` from being read, or would make two checks of one function."""
    told, findings = _tables(path, LabToml, "check", CheckToml)
    yield from findings
    functions = [entry.get("function") for entry in _entries(told, "check")]
    if "check" in told and not functions:
        yield Finding(path, 0, wording.NO_CHECKS)
    for function, count in collections.Counter(map(str, functions)).items():
        if count > 1:
            last = max(number for number, each in enumerate(functions, start=1) if each == function)
            yield Finding(
                path, line_of(path, *[CHECK] * last, "function"), wording.FUNCTION_TWICE.format(function=function)
            )


def findings_of_hints(lab: Lab) -> Iterator[Finding]:
    """Yield hints that say nothing, or what the answer is, and patterns that are none."""
    path = lab.folder / "lab.toml"
    code = lab.solution.read_text(encoding="utf-8")
    lines = {line.strip() for line in code.splitlines() if len(line.strip()) > LEAST_OF_A_LINE}
    for number, check in enumerate(lab.checks, start=1):
        place = path, line_of(path, *[CHECK] * number, "hints")
        empty = [str(rung) for rung, hint in enumerate(check.hints, start=1) if len(hint.strip()) <= LEAST_OF_A_HINT]
        if empty:
            yield Finding(*place, wording.NO_HINT.format(function=check.function, numbers=", ".join(empty)))
        for line in sorted(line for line in lines if any(line in hint for hint in check.hints)):
            yield Finding(*place, wording.HINT_TELLS.format(function=check.function, line=line))
        if check.pattern and check.pattern not in patterns():
            known = ", ".join(sorted(patterns()))
            text = wording.NO_PATTERN.format(pattern=check.pattern, known=known)
            yield Finding(path, line_of(path, *[CHECK] * number, "pattern"), text)


def findings_of_explained(lab: Lab) -> Iterator[Finding]:
    """Yield what is wrong with the explanations of mutants that pass."""
    path = path_of_explained(lab.name)
    if path.exists():
        told, findings = _tables(path, MutantsToml, "same", Same)
        yield from findings
        for number, entry in enumerate(_entries(told, "same"), start=1):
            if not str(entry.get("because", "?")).strip():
                yield Finding(path, line_of(path, *[SAME] * number, "because"), wording.NOT_EXPLAINED)


def findings_of_mistakes_toml(lab: Lab) -> Iterator[Finding]:
    """Yield what in a `mistakes.toml` is no change; whether it can be made is seen where it is."""
    path = lab.folder / "answers" / "mistakes.toml"
    told, findings = _told(path) if path.exists() else ({}, [])
    yield from findings
    for function, ways_of in told.items():
        if not isinstance(ways_of, dict):
            yield Finding(path, line_of(path, function), wording.NO_CHANGE.format(slug=function))
            continue
        for slug, ways in ways_of.items():
            if not all(isinstance(way, str) for way in (ways if isinstance(ways, list) else [ways])):
                yield Finding(path, line_of(path, f"[{function}]", slug), wording.NO_CHANGE.format(slug=slug))


def findings_of_misconceptions(lab: Lab) -> Iterator[Finding]:
    """Yield what is wrong with the mistakes that a lab or its course has words for."""
    for path in dict.fromkeys(folder / FILE for folder in (SHIPPED.labs, course().labs, lab.folder)):
        told, findings = _told(path) if path.exists() else ({}, [])
        yield from findings
        for slug, entry in told.items():
            for fault in faults_of_misconception(slug, entry):
                yield Finding(path, line_of(path, f"[{slug}]", fault.key) or line_of(path, f"[{slug}]"), fault.text)


def _tables(path: Path, kind: Any, name: str, kind_of_entry: Any) -> tuple[dict[str, Any], list[Finding]]:
    """Return what a file says, and what is wrong with it: a table, with a list of tables called `name`."""
    told, findings = _told(path)
    if findings:
        return {}, findings
    findings += [Finding(path, line_of(path, key), _advised(text, key)) for key, text in faults_of(kind, told)]
    for number, entry in enumerate(_entries(told, name), start=1):
        header = [f"[[{name}]]"] * number
        for fault in faults_of(kind_of_entry, entry):
            line = line_of(path, *header, fault.key) if fault.key else line_of(path, *header)
            findings.append(Finding(path, line, _advised(fault.text, fault.key)))
    return told, findings


def _told(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    try:
        return tables_of(path), []
    except CourseFileUnusable as problem:
        text = str(problem).removeprefix(f"{path} ")
        line = re.search(r"at line (\d+)", text)
        return {}, [Finding(path, int(line[1]) if line else 0, text)]


def _entries(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    entries = told.get(name, [])
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _advised(text: str, key: str) -> str:
    """Return what is wrong with a key, and what to write."""
    return f"{text}; {wording.WRITE[key]}" if key in wording.WRITE else text
