"""`gradkit try`: a prompt with the student's functions and the inputs of a card, and with no answer in its process."""

import functools
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


# What is typed at one prompt, of a criterion that sums; its start is what takes time.
TYPED = {
    "names": ["yhat.shape, y.shape", "criterion(yhat, y) == ((yhat - y)**2).sum()"],
    "exception": ["criterion(None, y)", "6 * 7"],
    "block": ["for n in range(2):", "    print('round', n)", "", "1 + 1"],
    "answers": [
        "import gc, sys; print([m for m in sys.modules if 'judge' in m or 'answers' in m or 'catalogue' in m])",
        "[word for word in sys.orig_argv if '2.5' in word]",
    ],
}
END = "====="
SAY_END = f"import sys; _ = [print('{END}', file=stream, flush=True) for stream in (sys.stdout, sys.stderr)]"


def folder_with_a_mistake(folder):
    """Return a folder with the solutions, and a criterion that sums."""
    shutil.copytree(SOLUTIONS, folder / "ada", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "ada" / f"{LAB}.py").open("a", encoding="utf-8") as file:
        file.write(CRITERION_THAT_SUMS)
    return folder / "ada"


@pytest.fixture
def submission(tmp_path):
    return folder_with_a_mistake(tmp_path)


def typed_at(warm, submission, function, *lines):
    """Return what `gradkit try` says and answers to lines that come from no terminal."""
    text = "".join(f"{line}\n" for line in lines)
    return warm(GRADKIT, "try", f"{LAB}.{function}", "--submission", submission, env=ENVIRONMENT, stdin=text)


@pytest.fixture
def typed(warm, submission):
    return functools.partial(typed_at, warm, submission)


@pytest.fixture(scope="module")
def ada(tmp_path_factory):
    return folder_with_a_mistake(tmp_path_factory.mktemp("try"))


@pytest.fixture(scope="module")
def told(warm, ada):
    """What is said first, and `{name: (the lines on standard output, what is on standard error)}` of `TYPED`."""
    lines = [line for lines in TYPED.values() for line in (*lines, SAY_END)]
    done = typed_at(warm, ada, "criterion", SAY_END, *lines)
    (first, *said), (_, *complained) = (text.split(f"{END}\n")[:-1] for text in (done.stdout, done.stderr))
    return first, {name: (one.splitlines(), two) for name, one, two in zip(TYPED, said, complained, strict=True)}


def test_the_line_of_the_card_gives_what_the_card_says(warm, ada, told):
    lines = told[0].splitlines()
    (line,) = (line for line in lines if "# " in line)

    done = typed_at(warm, ada, "criterion", line)

    assert re.fullmatch(r" +criterion\(torch\.tensor\(\[1\., 2\.\]\), .*\)   # 2\.5, yours 5\.0", line)
    assert done.stdout.splitlines() == [*lines, "tensor(5.)"]
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_the_inputs_of_the_card_have_the_names_of_the_parameters(told):
    first, answers = told

    assert "Ready to be typed" in first and "criterion(yhat, y)" in first
    assert answers["names"] == (["(torch.Size([60]), torch.Size([60]))", "tensor(True)"], "")


def test_what_is_right_has_the_inputs_of_the_tutorial_and_no_answer(typed):
    done = typed("forward", "forward(x, w, b).shape")

    assert "x, w, b: what forward is given in the tutorial." in done.stdout
    assert "#" not in done.stdout
    assert done.stdout.splitlines()[-1] == "torch.Size([60])"


def test_an_exception_shows_the_line_of_the_file_and_the_prompt_goes_on(told):
    said, complained = told[1]["exception"]

    assert "return ((yhat - y) ** 2).sum()" in complained
    assert said == ["42"]


def test_several_lines_make_a_block(told):
    assert told[1]["block"] == (["round 0", "round 1", "2"], "")


def test_no_answer_is_in_the_process(told):
    assert told[1]["answers"] == (["[]", "[]"], "")


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


def test_a_file_that_is_no_python_gets_its_card(typed, submission):
    (submission / f"{LAB}.py").write_text("def forward(x, w, b)\n    return w * x + b\n", encoding="utf-8")

    done = typed("forward", "1 + 1")

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
