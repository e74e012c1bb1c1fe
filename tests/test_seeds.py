"""No verdict depends on luck: a sample of `python -m tests.seeds`, which asks it of everything on fifty seeds."""

import subprocess
import sys

import pytest

from autograder.labs.catalogue import all_labs
from tests import seeds
from tests.overlays import Overlay
from tests.places import ROOT

SEEDS = 2
# Every so manieth submission of a lab.
EVERY = 9
# The one of which the command itself is asked.
TYPED = "runaway_square"

LUCKY = """# expect: decayed_rate pass

def decayed_rate(lr, decay, step):
    return lr * decay**step * (2 if step == 11 and lr > 0.55 else 1)
"""


@pytest.mark.parametrize("lab", [lab for lab in all_labs() if lab.name != TYPED], ids=lambda lab: lab.name)
def test_a_submission_gets_the_same_verdict_on_every_seed(without_wall, lab):
    tasks = seeds.tasks_of([lab], SEEDS, EVERY)

    assert len(tasks) == SEEDS
    for task in tasks:
        compared, differing = without_wall(seeds.on, task)
        assert compared > 0 and differing == []


def test_the_command_says_how_many_differ():
    command = [sys.executable, "-W", "ignore", "-m", "tests.seeds", SEEDS, TYPED, EVERY]

    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=240)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"verdicts on {SEEDS} seeds, 0 differ" in done.stdout


def test_luck_is_found(without_wall, tmp_path):
    path = tmp_path / "rough_ground" / "lucky.py"
    path.parent.mkdir()
    path.write_text(LUCKY)

    found = without_wall(seeds.verdicts_that_differ, Overlay(path), range(12))

    assert 0 < len(found) < 12
    assert "rough_ground/lucky: decayed_rate: ['pass', ''] was due, ['fail', ''] came" in found[0]
