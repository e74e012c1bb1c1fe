"""`gradkit try`: a prompt with the student's functions and the inputs of a card, and with no answer in its process."""

import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from tests.places import ROOT, SOLUTIONS
from tests.terminals import pty

LAB = "slope_and_bias"
CRITERION_THAT_SUMS = "\n\ndef criterion(yhat, y):\n    return ((yhat - y) ** 2).sum()\n"
GRADKIT = [sys.executable, "-m", "autograder"]
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def submission(tmp_path):
    """A folder with the solutions, and a criterion that sums."""
    folder = tmp_path / "ada"
    shutil.copytree(SOLUTIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / f"{LAB}.py").open("a", encoding="utf-8") as file:
        file.write(CRITERION_THAT_SUMS)
    return folder


def typed(submission, function, *lines):
    """Return what `gradkit try` says and answers to these lines, which come from no terminal."""
    command = [*GRADKIT, "try", f"{LAB}.{function}", "--submission", str(submission)]
    text = "".join(f"{line}\n" for line in lines)
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, input=text, capture_output=True, text=True, timeout=120)


def test_the_line_of_the_card_gives_what_the_card_says(submission):
    lines = typed(submission, "criterion").stdout.splitlines()
    (line,) = (line for line in lines if "# " in line)

    done = typed(submission, "criterion", line)

    assert re.fullmatch(r" +criterion\(torch\.tensor\(\[1\., 2\.\]\), .*\)   # 2\.5, yours 5\.0", line)
    assert done.stdout.splitlines() == [*lines, "tensor(5.)"]
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_the_inputs_of_the_card_have_the_names_of_the_parameters(submission):
    done = typed(submission, "criterion", "yhat.shape, y.shape", "criterion(yhat, y) == ((yhat - y)**2).sum()")

    assert "Ready to be typed" in done.stdout and "criterion(yhat, y)" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["(torch.Size([60]), torch.Size([60]))", "tensor(True)"]


def test_what_is_right_has_the_inputs_of_the_tutorial_and_no_answer(submission):
    done = typed(submission, "forward", "forward(x, w, b).shape")

    assert "x, w, b: what forward is given in the tutorial." in done.stdout
    assert "#" not in done.stdout
    assert done.stdout.splitlines()[-1] == "torch.Size([60])"


def test_an_exception_shows_the_line_of_the_file_and_the_prompt_goes_on(submission):
    done = typed(submission, "criterion", "criterion(None, y)", "6 * 7")

    assert "return ((yhat - y) ** 2).sum()" in done.stderr
    assert done.stdout.splitlines()[-1] == "42"


def test_several_lines_make_a_block(submission):
    done = typed(submission, "criterion", "for n in range(2):", "    print('round', n)", "", "1 + 1")

    assert done.stdout.splitlines()[-3:] == ["round 0", "round 1", "2"]


def test_no_answer_is_in_the_process(submission):
    told = "import gc, sys; print([m for m in sys.modules if 'judge' in m or 'answers' in m or 'catalogue' in m])"

    done = typed(submission, "criterion", told, "[word for word in sys.orig_argv if '2.5' in word]")

    assert done.stdout.splitlines()[-2:] == ["[]", "[]"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (LAB, ["gradkit try slope_and_bias.forward"]),
        ("nolab.f", ["no lab nolab", LAB]),
        ("runaway_square.tame", ["runaway_square.py", "gradkit reset runaway_square"]),
    ],
)
def test_what_cannot_be_tried_is_one_line(submission, target, words):
    (submission / "runaway_square.py").unlink()
    command = [*GRADKIT, "try", target, "--submission", str(submission)]

    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, input="", capture_output=True, text=True, timeout=120)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert all(word in done.stderr for word in words)


def test_a_file_that_is_no_python_gets_its_card(submission):
    (submission / f"{LAB}.py").write_text("def forward(x, w, b)\n    return w * x + b\n", encoding="utf-8")

    done = typed(submission, "forward", "1 + 1")

    assert done.returncode == 1
    assert "A line that opens a block ends with a colon" in done.stdout
    assert done.stdout.splitlines()[-1] != "2"


@pytest.mark.skipif(pty is None, reason="Windows has no such terminals")
def test_at_a_terminal_the_arrow_brings_the_line(submission):
    ours, theirs = pty.openpty()
    command = [*GRADKIT, "try", f"{LAB}.criterion", "--submission", str(submission)]
    process = subprocess.Popen(command, cwd=ROOT, env={**ENVIRONMENT, "TERM": "xterm"}, stdin=theirs, stdout=theirs)
    os.close(theirs)
    try:
        said = _until(ours, ">>> ")
        os.write(ours, b"\x1b[A\r")
        said += _until(ours, r"tensor\(5\.\)\s+>>> ")
        os.write(ours, b"\x04")
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        os.close(ours)
    assert "yours 5.0" in said


def _until(terminal, pattern, seconds=60):
    """Return what a terminal shows up to a pattern."""
    said, end = "", time.monotonic() + seconds
    while not re.search(pattern, said):
        assert time.monotonic() < end, said
        said += os.read(terminal, 4096).decode(errors="replace")
    return said
