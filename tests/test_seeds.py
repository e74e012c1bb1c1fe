"""No verdict depends on luck: a sample of `python -m tests.seeds`, which asks it of everything on fifty seeds."""

import subprocess
import sys

import pytest

from autograder.labs.catalogue import ROOT, all_labs

SEEDS = 2
# Every so manieth submission of a lab.
EVERY = 9

LUCKY = """# expect: decayed_rate pass

def decayed_rate(lr, decay, step):
    return lr * decay**step * (2 if step == 11 and lr > 0.55 else 1)
"""


def python(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=240
    )


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_a_submission_gets_the_same_verdict_on_every_seed(lab):
    done = python("-m", "tests.seeds", SEEDS, lab.name, EVERY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"verdicts on {SEEDS} seeds, 0 differ" in done.stdout


def test_luck_is_found(tmp_path):
    path = tmp_path / "rough_ground" / "lucky.py"
    path.parent.mkdir()
    path.write_text(LUCKY)
    find = f"""
from pathlib import Path
from tests import seeds
from tests.overlays import Overlay
overlay = Overlay(Path({str(path)!r}))
print(*(line for seed in range(12) for line in seeds.findings(overlay.lab, seed, [overlay])), sep="\\n")
"""
    found = python("-c", find).stdout.splitlines()

    assert 0 < len(found) < 12
    assert "rough_ground/lucky: decayed_rate: ['pass', ''] was due, ['fail', ''] came" in found[0]
