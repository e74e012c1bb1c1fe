"""What this machine has: versions, devices and the isolation level, tried and not assumed."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import autograder
from autograder.errors import Defect
from autograder.judge.grading import Grader
from autograder.judge.margins import MISTAKES_FROM
from autograder.labs.catalogue import all_labs
from autograder.labs.misconceptions import misconceptions
from autograder.sandbox.isolation import ACTS
from autograder.sandbox.launch import can_fork
from autograder.student import wording
from autograder.student.defects import tell

PACKAGES = ("torch", "numpy", "matplotlib", "safetensors", "pytest")


def examine(say):
    """Say the lines of the report; nothing in it has to be mended: 0."""
    for line in _report():
        say(line)
    return 0


def _report():
    yield f"gradkit {autograder.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"  {sys.executable}"
    for package in PACKAGES:
        yield f"  {package:<12} {_version(package)}"
    yield f"  labs         {len(all_labs())}, {sum(len(lab.checks) for lab in all_labs())} checks"
    yield "devices"
    with Grader() as grader:
        for device in ("cpu", "cuda", "mps"):
            found = grader.has_device(device)
            yield f"  {'✓' if found else '·'} {device:<10} {'torch computes on it' if found else 'not on this machine'}"
        isolation = grader.isolation
    yield f"isolation level {isolation.level}: {wording.LEVELS[isolation.level]}"
    how = {act.what: wording.TRIED.format(act=act) for act in ACTS}
    for what, holds in isolation.held.items():
        yield f"  {'✓' if holds else '✗'} {what:<54} {how.get(what, '')}".rstrip()
    yield f"  {wording.FORKED if can_fork() else wording.SPAWNED}"


def margins(say):
    """Say a line per check: its nearest mistake, in tolerances. Return how many have something to be mended."""
    say(wording.MARGINS.format(least=MISTAKES_FROM))
    try:
        known = misconceptions().keys()
    except ValueError as problem:
        say(f"  ✗ {problem}")
        return 1
    found = 0
    with Grader() as grader:
        for check in (check for lab in all_labs() for check in lab.checks):
            try:
                line, trouble = _margin(check, grader.margin(check), known)
            except Defect as defect:
                line, trouble = f"{check.name:<45} {wording.HAS_A_DEFECT}", tell([(str(defect), defect.trace)])
            say(f"  {'✗' if trouble else '✓'} {line}")
            found += bool(trouble)
    return found


def _margin(check, margin, known):
    """Return `(line, is there something to be mended)`; `known` are the slugs that have a question."""
    if margin is None:
        return f"{check.name:<45} {wording.BY_PROMISE}", False
    troubles = [wording.TOO_NEAR] if margin.nearest_mistake < MISTAKES_FROM else []
    troubles += [wording.RAISES.format(slug=slug) for slug in sorted(margin.raising)]
    troubles += [wording.NO_QUESTION.format(slug=slug) for slug in sorted(margin.slugs - known)]
    far = f"{margin.nearest_mistake:12.1f}  {margin.slug}" if margin.slug else wording.NO_MISTAKE
    return "; ".join((f"{check.name:<45} {far}", *troubles)), bool(troubles)


def _version(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing: type pip install -e ."
