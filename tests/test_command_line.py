"""The real commands, as a student and an instructor type them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.labs.catalogue import all_labs
from autograder.labs.stubs import stub_of
from tests.checkout import copy_of_checkout
from tests.places import EXERCISES, ROOT, SOLUTIONS

GRADKIT = [sys.executable, "-m", "autograder"]
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "autograder/"]
TRAIN_WITHOUT_CLEARING = """

def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
"""


def run(command, *arguments, cwd=ROOT, stdin=None):
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def submission(tmp_path):
    """A folder with the solutions, to be spoilt."""
    folder = tmp_path / "ada"
    shutil.copytree(SOLUTIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def spoil(folder, lab, text):
    with (folder / f"{lab}.py").open("a") as file:
        file.write(text)


class TestPytest:
    def test_the_solutions_pass_everything(self, warm):
        done = warm(PYTEST, "--submission", "solutions")

        assert done.returncode == 0, done.stdout + done.stderr
        total = sum(check.points for lab in all_labs() for check in lab.checks)
        assert f"{total} of {total} points" in done.stdout
        assert re.search(rf"^{sum(len(lab.checks) for lab in all_labs())} passed in", done.stdout, re.MULTILINE)

    def test_an_untouched_kit_has_not_started(self, warm):
        done = warm(PYTEST)

        assert done.returncode == 1
        assert "· forward" in done.stdout
        assert "not started" in done.stdout
        assert "Next: write forward in exercises/slope_and_bias.py:" in done.stdout
        assert " expected " not in done.stdout, "what was given broken is no news in a lab that nobody has touched"

    def test_a_mistake_is_told_by_its_name_in_the_students_own_numbers(self, warm, submission):
        spoil(submission, "slope_and_bias", TRAIN_WITHOUT_CLEARING)

        done = warm(PYTEST, "--submission", submission, "--lab", "slope_and_bias")

        assert done.returncode == 1
        relation = re.search(r"got +(\S+) +=  ?(\S+) \(step 1\) \+ (\S+) \(step 2\)", done.stdout)
        got, first, second = map(float, relation.groups())
        assert got == pytest.approx(first + second, abs=1e-4)
        assert "losses 1 to 2 match" in done.stdout
        assert "What was in .grad just before this backward()?" in done.stdout
        assert "compare_learning_rates (waiting for train_model)" in done.stdout
        assert "✓ forward  ✓ criterion  ✗ train_model" in done.stdout
        assert f"{submission}/slope_and_bias.py:" in done.stdout
        assert "12 of 30 points" in done.stdout

    def test_what_is_given_with_a_mistake_has_a_mark_and_no_card(self, warm, submission):
        stub, written = (
            stub_of("univariate"),
            "\n\ndef gradient_step(w, b, gw, gb, lr):\n    return w + lr * gw, b + lr * gb\n",
        )
        (submission / "univariate.py").write_text(stub + written)

        done = warm(PYTEST, "--submission", submission, "--lab", "univariate")

        assert "· get_loss (to mend)" in done.stdout and "✗ gradient_step" in done.stdout
        assert f"Next: mend get_loss in {submission}/univariate.py:" in done.stdout
        assert re.findall(r"^(\w+) +/", done.stdout, re.MULTILINE) == ["gradient_step"], "one card"
        assert "2 to mend" in done.stdout

    def test_whoever_asks_for_it_by_name_sees_what_is_wrong(self, warm):
        done = warm(PYTEST, "--lab", "univariate.get_loss")

        assert "as it was given to you" in done.stdout
        assert " expected " in done.stdout

    def test_where_nothing_is_named_pytest_collects_what_it_is_told_to(self, tmp_path):
        (tmp_path / "pytest.ini").write_text(f"[pytest]\ntestpaths = {ROOT / 'autograder'}\n")
        bare = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--import-mode=importlib"]

        done = run(bare, "--lab", "runaway_square", cwd=tmp_path)

        assert done.returncode == 1
        assert "0 of 16 points" in done.stdout

    def test_no_machinery_is_shown(self, warm, submission):
        spoil(submission, "runaway_square", "\ndef descend(x, y_true, lr, steps):\n    return 1 / 0\n")

        done = warm(PYTEST, "--submission", submission, "--lab", "runaway_square")

        assert "ZeroDivisionError" in done.stdout
        machinery = ("Traceback", "assert", "judging.py", "test_labs.py:", "pluggy")
        assert [words for words in machinery if words in done.stdout + done.stderr] == []

    def test_a_file_that_cannot_be_imported_is_told_once(self, warm, submission):
        spoil(submission, "runaway_square", "\ndef descend(x)\n    pass\n")

        done = warm(PYTEST, "--submission", submission, "--lab", "runaway_square")

        assert done.returncode == 1
        assert done.stdout.count("SyntaxError: expected ':'") == 1
        assert "| def descend(x)" in done.stdout
        assert "✗ the file cannot be imported" in done.stdout

    def test_one_function_can_be_asked_for(self, warm):
        done = warm(PYTEST, "--submission", "solutions", "--lab", "slope_and_bias.forward")

        assert "1 passed" in done.stdout

    def test_pytest_can_select(self, warm):
        done = warm(PYTEST, "--submission", "solutions", "-k", "forward or descend")

        assert "2 passed" in done.stdout

    def test_what_lies_in_a_submission_is_not_loaded(self, submission, tmp_path):
        trap = f"open({str(tmp_path / 'sprung')!r}, 'w').close()\n"
        for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "torch.py", "numpy.py", "test_trap.py"):
            (submission / name).write_text(trap)
        (submission / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")

        done = run(PYTEST, "--submission", submission, "--lab", "slope_and_bias.forward")

        assert done.returncode == 0, done.stdout + done.stderr
        assert not (tmp_path / "sprung").exists()

    def test_other_runs_of_pytest_are_left_alone(self, tmp_path):
        (tmp_path / "test_own.py").write_text("def test_own(): pass\n")

        done = run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], tmp_path, cwd=tmp_path)

        assert done.returncode == 0
        assert "points" not in done.stdout
        assert "test session starts" in done.stdout

    def test_collecting_runs_nothing(self):
        done = run(PYTEST, "--collect-only", "-q")

        assert done.returncode == 0
        assert "test_check[slope_and_bias.forward]" in done.stdout


BAD = [
    (["--submission", "nowhere"], "there is no folder nowhere", "--submission FOLDER"),
    (["--submission", "datasets"], "holds no lab", "--submission FOLDER"),
    (["--device", "cuda:7"], "--device cuda:7", "cpu, cuda, mps, auto"),
]


class TestBadArguments:
    """One line that says what is wrong and what to type, exit status 2, no traceback."""

    def told(self, done, *words):
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        assert done.returncode == 2, done.stdout + done.stderr
        assert len(lines) == 1, done.stderr
        assert all(word in lines[0] for word in words), lines[0]
        assert done.stdout.strip() == ""

    @pytest.mark.parametrize(("arguments", "wrong", "instead"), BAD)
    def test_check(self, arguments, wrong, instead):
        self.told(run(GRADKIT, "check", *arguments), wrong, instead)

    @pytest.mark.parametrize(("arguments", "wrong", "instead"), BAD)
    def test_pytest(self, arguments, wrong, instead):
        self.told(run(PYTEST, *arguments), wrong, instead)

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["check", "nolab"], ["no lab nolab", "slope_and_bias"]),
            (["check", "slope_and_bias.nothing"], ["no function nothing", "train_model"]),
            (["hint", "slope_and_bias"], ["gradkit hint slope_and_bias.forward"]),
            (["hint", "nolab.f"], ["no lab nolab", "slope_and_bias"]),
            (["hint", "mse"], ["roller_coaster.mse, crop_yields.mse"]),
            (["check", "trian_model"], ["did you mean train_model?"]),
            (["plot", "slope_and_bais"], ["did you mean slope_and_bias?"]),
            (["solution", "nolab"], ["no lab nolab", "slope_and_bias"]),
            (["reset", "forward"], ["a whole file", "gradkit reset slope_and_bias"]),
            (["reset", "nolab"], ["no lab nolab", "slope_and_bias"]),
            (["frobnicate"], ["frobnicate", "gradkit --help"]),
            (["--frobnicate"], ["--frobnicate", "gradkit --help"]),
        ],
    )
    def test_other_commands(self, arguments, words):
        self.told(run(GRADKIT, *arguments), *words)

    def test_pytest_names_the_labs_there_are(self):
        self.told(run(PYTEST, "--lab", "nolab"), "no lab nolab", "slope_and_bias")

    def test_a_device_that_is_not_here(self, warm):
        import torch

        missing = next(name for name in ("cuda", "mps") if not getattr(torch, name).is_available())
        self.told(warm(GRADKIT, "check", "--device", missing), f"--device {missing}", "--device cpu")
        self.told(warm(PYTEST, "--device", missing), f"--device {missing}", "--device cpu")

    def test_a_file_that_cannot_be_read(self, submission):
        (submission / "slope_and_bias.py").unlink()
        (submission / "slope_and_bias.py").mkdir()

        self.told(run(GRADKIT, "check", "--submission", submission), "slope_and_bias.py cannot be read")


class TestGradkit:
    def test_the_board(self, warm):
        done = warm(GRADKIT)

        assert done.returncode == 0
        assert [line.split()[0] for line in done.stdout.splitlines()[: len(all_labs())]] == [
            lab.name for lab in all_labs()
        ]

    def test_json_lines(self, submission):
        spoil(submission, "slope_and_bias", TRAIN_WITHOUT_CLEARING)

        done = run(GRADKIT, "check", "slope_and_bias", "--submission", submission, "--json")

        rows = {row["check"]: row for row in map(json.loads, done.stdout.splitlines())}
        assert done.returncode == 1
        assert list(rows) == [check.function for check in all_labs()[0].checks]
        row = rows["train_model"]
        assert list(row) == [
            *("student", "lab", "check", "status", "points", "max_points"),
            *("misconception", "message", "seconds", "isolation", "device", "seed"),
        ]
        assert (row["student"], row["status"], row["points"], row["max_points"]) == ("ada", "fail", 0, 10)
        assert (row["misconception"], row["device"]) == ("no-zero-grad", "cpu")
        assert row["isolation"] in ("A", "B", "C")
        assert rows["forward"]["points"] == 2
        assert rows["descent_path"]["status"] == "blocked"

    def test_another_seed_gives_other_inputs_and_the_same_verdicts(self, warm, submission):
        # Right on a student's own seed alone: a table of numbers would be, too.
        lucky = "\ndef largest_stable_rate(y_true):\n    print(y_true)\n    return 1 / (4 * y_true)\n"
        spoil(submission, "runaway_square", lucky)
        target = ("check", "runaway_square.largest_stable_rate", "--submission", submission, "--json")

        rows = [json.loads(warm(GRADKIT, *target, "--seed", str(seed)).stdout) for seed in (3, 2**127)]

        assert [(row["status"], row["seed"]) for row in rows] == [("pass", 3), ("pass", 2**127)]
        check = all_labs()[2].check("largest_stable_rate")
        assert check.cases(3)[-1].values != check.cases(2**127)[-1].values

    def test_auto_is_cpu_where_there_is_no_gpu_with_every_wall_that_cpu_has(self, warm, submission):
        target = ("check", "runaway_square", "--submission", submission, "--json")

        cpu, auto = (warm(GRADKIT, *target, "--device", device).stdout.splitlines() for device in ("cpu", "auto"))

        told = [
            [{key: json.loads(line)[key] for key in ("check", "status", "device", "isolation")} for line in lines]
            for lines in (cpu, auto)
        ]
        if told[1][0]["device"] == "cpu":
            assert told[0] == told[1]
        else:
            assert {row["status"] for row in told[1]} == {row["status"] for row in told[0]}

    def test_its_version(self):
        done = run(GRADKIT, "--version")

        assert (done.returncode, done.stdout) == (0, f"gradkit {autograder.__version__}\n")

    def test_a_function_that_calls_one_that_was_not_asked_for_still_waits_for_it(self, warm, submission):
        spoil(submission, "slope_and_bias", "\ndef forward(x, w, b):\n    return w * x - b\n")

        done = warm(GRADKIT, "check", "slope_and_bias.train_model", "--submission", submission)

        assert "train_model (waiting for forward)" in done.stdout

    def test_a_lab_that_is_asked_for_and_not_there_is_missing(self, warm, submission):
        (submission / "runaway_square.py").unlink()

        done = warm(GRADKIT, "check", "runaway_square", "--submission", submission, "--json")

        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 1
        assert {row["status"] for row in rows} == {"missing"}
        assert {row["points"] for row in rows} == {0}

    def test_help_names_every_command(self):
        done = run(GRADKIT, "--help")

        assert done.returncode == 0
        assert all(name in done.stdout for name in (("check", "hint", "reset", "solution", "doctor")))

    def test_doctor_tries_and_tells(self, warm):
        done = warm(GRADKIT, "doctor")

        assert done.returncode == 0
        assert "✓ cpu" in done.stdout
        assert re.search("isolation level [ABC]: ", done.stdout)
        assert "✓ runs in a process of its own" in done.stdout

    def test_messages_from_a_student_carry_no_terminal_escapes(self, warm, submission):
        spoil(
            submission,
            "runaway_square",
            "\ndef descend(*a):\n    print('\\x1b[2J')\n    raise ValueError('\\x1b]0;x\\x07')\n",
        )

        done = warm(GRADKIT, "check", "runaway_square.descend", "--submission", submission)

        assert "ValueError" in done.stdout
        assert "\x1b" not in done.stdout

    def test_a_file_of_ones_own_beside_the_lab_is_told_that_it_is_not_read(self, warm, submission):
        (submission / "helpers.py").write_text("def square(x):\n    return x * x\n")
        spoil(submission, "runaway_square", "\nfrom helpers import square\n")

        done = warm(GRADKIT, "check", "runaway_square", "--submission", submission)

        assert "No module named 'helpers'" in done.stdout and "from helpers import square" in done.stdout
        assert "a lab's file is checked alone" in done.stdout
        assert done.stdout.count("cannot be imported, so none of its functions") == 1

    def test_a_file_that_never_comes_to_its_end_is_told_once_with_its_line(self, warm, submission):
        path = submission / "runaway_square.py"
        path.write_text(f"while True:\n    pass\n{path.read_text()}")

        done = warm(GRADKIT, "check", "runaway_square", "--submission", submission)

        assert done.returncode == 1
        card, board = done.stdout.strip().split("\n\n", 1)
        head, quoted, *said = card.splitlines()
        assert head.split() == ["the", "whole", "file", f"{path}:1"] and quoted.strip() == "1 | while True:"
        assert [line.strip() for line in said] == [
            "It was still running after 10 s, here. What ends this loop, and does it ever come to that?",
            "Your file cannot be imported, so none of its functions can be checked.",
        ]
        assert board.startswith("runaway_square        ✗ the file cannot be imported")


@pytest.fixture
def kit(tmp_path):
    """A copy of the kit, for commands that write to exercises/."""
    return copy_of_checkout(tmp_path)


def run_in(kit, *arguments, stdin=None):
    environment = {**os.environ, "PYTHONPATH": str(kit), "NO_COLOR": "1"}
    return subprocess.run(
        [*GRADKIT, *arguments], cwd=kit, env=environment, input=stdin, capture_output=True, text=True, timeout=60
    )


class TestAFolderThatCannotBeWritten:
    """What would be kept there is not, and no word is lost about it."""

    @pytest.fixture
    def locked(self, kit):
        """A copy of the kit in which that goes wrong, whoever asks: root may write everywhere."""
        shutil.copy(ROOT / "pyproject.toml", kit)
        (kit / "exercises" / ".gradkit.json").mkdir()
        (kit / ".pytest_cache").touch()
        return kit

    def test_pytest_says_nothing_of_its_cache(self, locked):
        environment = {**os.environ, "PYTHONPATH": str(locked), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "pytest", "autograder/", "--lab", "runaway_square.descend"]
        done = subprocess.run(command, cwd=locked, env=environment, capture_output=True, text=True, timeout=60)

        assert (done.returncode, done.stderr) == (1, "")
        assert "descend" in done.stdout and "arning" not in done.stdout and "rror" not in done.stdout

    def test_all_hints_come_at_once(self, locked):
        check = all_labs()[0].checks[2]

        done = run_in(locked, "hint", check.name)

        assert (done.returncode, done.stderr) == (0, "")
        assert [hint for hint in check.hints if hint not in done.stdout] == [] and "last hint" in done.stdout


class TestHints:
    def test_one_rung_at_a_time_and_the_last_stays(self, kit):
        check = all_labs()[0].checks[2]

        told = [run_in(kit, "hint", check.function).stdout for _ in range(5)]

        pattern = "Down a parabola in one number"
        rungs = (*check.hints, pattern, pattern)
        assert [hint in text for hint, text in zip(rungs, told, strict=True)] == [True] * 5
        assert f"One more: gradkit hint {check.name}" in told[0]
        assert "last hint" in told[3] and all(hint in told[3] for hint in check.hints)

    def test_without_a_name_it_is_for_what_is_next_and_speaks_of_its_mistake(self, kit):
        path = kit / "exercises" / "slope_and_bias.py"
        solution = (SOLUTIONS / "slope_and_bias.py").read_text()
        path.write_text(solution + TRAIN_WITHOUT_CLEARING)

        first, by_name = run_in(kit, "hint"), run_in(kit, "hint", "train_model")

        assert first.stdout.startswith("slope_and_bias.train_model, hint 1 of 5\n")
        assert "people who never clear their gradients" in first.stdout
        assert "hint 2 of 5" in by_name.stdout and "people who never clear their gradients" in by_name.stdout

    def test_a_damaged_memory_is_forgotten(self, kit):
        (kit / "exercises" / ".gradkit.json").write_text("{")

        done = run_in(kit, "hint", "slope_and_bias.forward")

        assert done.returncode == 0
        assert "hint 1 of 4" in done.stdout


class TestReset:
    def test_work_is_never_lost(self, kit):
        path = kit / "exercises" / "slope_and_bias.py"
        for number in (1, 2):
            path.write_text(f"my work {number}\n")
            done = run_in(kit, "reset", "slope_and_bias", "--yes")
            assert done.returncode == 0
            assert f"slope_and_bias.old-{number}.py" in done.stdout

        assert path.read_text() == stub_of("slope_and_bias") == (EXERCISES / "slope_and_bias.py").read_text()
        kept = sorted(path.parent.glob("slope_and_bias.old-*.py"))
        assert [file.read_text() for file in kept] == ["my work 1\n", "my work 2\n"]

    def test_nobody_to_ask_means_no(self, kit):
        path = kit / "exercises" / "slope_and_bias.py"
        path.write_text("my work\n")

        done = run_in(kit, "reset", "slope_and_bias", stdin="")

        assert done.returncode == 2
        assert "--yes" in done.stderr
        assert path.read_text() == "my work\n"

    def test_a_stub_is_left_alone(self, kit):
        done = run_in(kit, "reset", "slope_and_bias")

        assert done.returncode == 0
        assert not list((kit / "exercises").glob("*.old-*"))

    def test_a_file_that_is_gone_comes_back(self, kit):
        (kit / "exercises" / "slope_and_bias.py").unlink()

        assert run_in(kit, "reset", "slope_and_bias").returncode == 0
        assert (kit / "exercises" / "slope_and_bias.py").read_text() == stub_of("slope_and_bias")


class TestEndings:
    """What is shown when the last function of a lab passes."""

    LAB = "runaway_square"

    @pytest.fixture
    def almost(self, kit):
        """The kit of somebody who has all of a lab but its last function: `(kit, the solution, where it belongs)`."""
        solution, path = (SOLUTIONS / f"{self.LAB}.py").read_text(), kit / "exercises" / f"{self.LAB}.py"
        path.write_text(solution.partition("def largest_stable_rate")[0])
        return kit, solution, path

    def test_the_last_function_brings_it_once(self, almost):
        kit, solution, path = almost
        before = run_in(kit, "check", "largest_stable_rate").stdout
        path.write_text(solution)

        first, again, whole = (
            run_in(kit, "check", *names).stdout for names in (["largest_stable_rate"], [], [self.LAB])
        )

        assert "all 4 functions" not in before
        assert "✓ The runaway square: all 4 functions, 16 points." in first
        assert "Within -1 and 1 descent arrives" in first
        assert f"Your picture: {Path('plots', 'runaway_square-walk.png')}" in first
        assert "To answer in your own words: Why does a rate of 0.1 explode here" in first
        assert "gradkit solution runaway_square" in first
        assert (kit / "plots" / "runaway_square-walk.png").read_bytes().startswith(b"\x89PNG")
        assert "all 4 functions" not in again, "said once"
        assert "all 4 functions" in whole, "and whenever it is asked for"

    def test_the_solution_opens_when_all_of_it_passes(self, almost):
        kit, solution, path = almost
        shut = run_in(kit, "solution", self.LAB)
        path.write_text(solution)

        opened = run_in(kit, "solution", "descend")

        assert (shut.returncode, shut.stdout) == (1, "")
        assert shut.stderr == (
            "gradkit: the solution of runaway_square opens when all of it passes; still to do: largest_stable_rate\n"
        )
        assert (opened.returncode, opened.stdout) == (0, solution)

    def test_pytest_shows_it_too(self, almost):
        kit, solution, path = almost
        path.write_text(solution)

        done = subprocess.run(
            PYTEST, cwd=kit, env={**os.environ, "PYTHONPATH": str(kit)}, capture_output=True, text=True, timeout=60
        )

        assert "✓ The runaway square: all 4 functions" in done.stdout, done.stdout + done.stderr

    def test_every_point_has_a_screen_of_its_own(self, kit):
        for lab in all_labs():
            shutil.copy(SOLUTIONS / f"{lab.name}.py", kit / "exercises")

        done = run_in(kit)

        assert "124 of 124 points\n\nThat was everything, checked once more: 42 functions in 8 labs" in done.stdout
        assert all(f"  {lab.title}: " in done.stdout for lab in all_labs())
        assert "all 7 functions" not in done.stdout
