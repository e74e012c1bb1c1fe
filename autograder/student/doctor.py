"""What this machine has: versions, devices and the isolation level, tried and not assumed."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import autograder
from autograder.environment import install
from autograder.judge.grading import Grader
from autograder.labs.catalogue import all_labs
from autograder.language import told
from autograder.sandbox.isolation import ACTS
from autograder.sandbox.launch import can_fork
from autograder.student import wording

PACKAGES = ("torch", "numpy", "matplotlib", "safetensors", "pytest")


def report() -> Iterator[str]:
    """Yield the lines of `gradkit doctor`. Nothing that they say has to be mended."""
    yield f"gradkit {autograder.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"  {sys.executable}"
    for package in PACKAGES:
        yield f"  {package:<12} {_version(package)}"
    yield told(wording.HOW_MANY, labs=len(all_labs()), checks=sum(len(lab.checks) for lab in all_labs()))
    yield told(wording.DEVICES)
    with Grader() as grader:
        for device in ("cpu", "cuda", "mps"):
            found = grader.answers.device(device)
            yield f"  {'✓' if found else '·'} {device:<10} {told(wording.DEVICE_FOUND if found else wording.NO_DEVICE)}"
        isolation = grader.isolation
    yield told(wording.ISOLATION, level=isolation.level, meaning=told(wording.LEVELS[isolation.level]))
    how = {act.what: told(wording.TRIED, act=act) for act in ACTS}
    for what, holds in isolation.held.items():
        yield f"  {'✓' if holds else '✗'} {what:<54} {how.get(what, '')}".rstrip()
    yield f"  {told(wording.FORKED if can_fork() else wording.SPAWNED)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return told(wording.NO_PACKAGE, install=install())
