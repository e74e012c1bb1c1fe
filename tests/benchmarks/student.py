"""What a student waits for."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.judge.grading import Grader
from autograder.labs.catalogue import all_labs
from tests.benchmarks.measure import BASELINE, ratios, row, timed
from tests.checkout import copy_of_checkout
from tests.places import EXERCISES, ROOT, SOLUTIONS
from tests.watching import Watching

COLD_RUNS = 5
WARM_RUNS = 10
# A function written once more, as right as it was, and each time another.
AGAIN = """

_right = {0}


def {0}(*given, _number={1}, **named):
    return _right(*given, **named)
"""


def main():
    """Print the rows."""
    cold()
    warm()
    save_to_verdict()


def cold():
    """Cold `pytest autograder/` on finished files, against an interpreter that imports torch and pytest."""
    # A student's installation has no hypothesis, whose plugin imports it for every run of pytest.
    pytest = [sys.executable, "-m", "pytest", "-p", "no:hypothesispytest"]
    one_lab = [*pytest, "autograder/", "--submission", "solutions", "--lab", "slope_and_bias"]
    commands = {"import torch, pytest": BASELINE, "one lab": one_lab, "every lab": one_lab[:-2]}
    seconds = {name: [] for name in commands}
    for _ in range(COLD_RUNS):
        for name, command in commands.items():
            seconds[name].append(timed(lambda command=command: _run(command)))
    row("import torch, pytest", seconds["import torch, pytest"], "s")
    for name in ("one lab", "every lab"):
        row(f"pytest autograder/, {name}", seconds[name], "s")
        row("  against the import alone", ratios(seconds[name], seconds["import torch, pytest"]), "x")


def warm():
    """A check of one whole lab with the workers up: what a save costs."""
    with Grader() as grader:
        for lab in all_labs():
            source = (SOLUTIONS / f"{lab.name}.py").read_bytes()
            times = []
            for _ in range(WARM_RUNS + 2):
                time.sleep(1.5)  # somebody types; the server forks ahead meanwhile
                times.append(timed(lambda lab=lab, source=source: _graded(grader, lab, source)) * 1000)
            row(f"warm check of {lab.name} ({len(lab.checks)} checks)", times[2:], "ms")


def save_to_verdict():
    """From a save to the verdict on the function that was changed, and to that on the lab, in a real `gradkit watch`."""
    with tempfile.TemporaryDirectory() as folder:
        watching = Watching(copy_of_checkout(Path(folder)))
        watching.until("of .* points")
        for lab in all_labs():
            source, function = (SOLUTIONS / f"{lab.name}.py").read_text(), lab.checks[0].function
            changed, whole = [], []
            for number in range(WARM_RUNS + 2):
                time.sleep(1.5)
                Path(folder, "exercises", f"{lab.name}.py").write_text(source + AGAIN.format(function, number))
                began = time.perf_counter()
                if number:  # at first the whole file is new
                    watching.until("is right")
                    changed.append(1000 * (time.perf_counter() - began))
                watching.until("of .* points")
                whole.append(1000 * (time.perf_counter() - began))
            row(f"from save to verdict, {lab.name}.{function}", changed[1:], "ms")
            row("  to that on the whole lab", whole[2:], "ms")
            # With every lab done there would be an ending, which takes long.
            shutil.copy(EXERCISES / f"{lab.name}.py", Path(folder, "exercises"))
            watching.until("of .* points")
        watching.close()


def _graded(grader, lab, source):
    verdicts = grader.grade(lab.name, source, "lab.py")
    assert all(verdict.passed for verdict in verdicts), verdicts


def _run(command):
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
