"""What this machine has: versions, devices and the isolation level, tried and not assumed."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import autograder
from autograder.faces import wording
from autograder.judge.grading import Grader
from autograder.judge.margins import MISTAKES_FROM
from autograder.labs.catalogue import all_labs
from autograder.worker.launch import can_fork

PACKAGES = ("torch", "numpy", "matplotlib", "safetensors", "pytest")


def examine():
    """Yield the lines of the report."""
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
    for what, holds in isolation.held.items():
        yield f"  {'✓' if holds else '✗'} {what}"
    yield f"  {wording.FORKED if can_fork() else wording.SPAWNED}"


def margins():
    """Yield a line per check: its nearest mistake, in tolerances."""
    yield wording.MARGINS.format(least=MISTAKES_FROM)
    with Grader() as grader:
        for lab in all_labs():
            for margin in grader.margins(lab.name):
                far = "no known mistake" if not margin.slug else f"{margin.nearest_mistake:12.1f}  {margin.slug}"
                yield f"  {'✗' if margin.nearest_mistake < MISTAKES_FROM else '✓'} {margin.check:<45} {far}"


def _version(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing: type pip install -e ."
