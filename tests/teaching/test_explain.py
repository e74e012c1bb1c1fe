"""`gradkit explain`: the real command over a class that was graded for real."""

import contextlib
import shutil
import sqlite3
import sys
import time

import pytest

from autograder.labs.catalogue import lab_named
from autograder.teaching.explain.code import numbered_lines
from autograder.teaching.explain.document import Code, Document, Pairs, Section, Table
from autograder.teaching.explain.page import page_of
from autograder.teaching.ledger.database import NAME
from tests.pages.browser import CHROMIUM, Browser
from tests.places import ROOT, SOLUTIONS

LAB, SEED = lab_named("slope_and_bias"), 5
SOLUTION = (SOLUTIONS / f"{LAB.name}.py").read_text()
WRONG = ROOT / "tests" / "submissions" / "wrong" / LAB.name
# Right on the tutorial's numbers alone, and loud.
FRESH = """
FACTOR = 1.0

def helper(x):
    return FACTOR * x

def forward(x, w, b):
    print("called")
    if len(x) != 60:
        raise ValueError(f"no {x[0].item()}")
    return helper(w * x + b)
"""
TURNED = """
right_surface = error_surface

def error_surface(X, Y, w_range, b_range, n_samples):
    W, B, Z = right_surface(X, Y, w_range, b_range, n_samples)
    return W, B, Z.T.contiguous()
"""
SCRIPT = "<script>alert(1)<"
CLASS = {
    "ada": f"{SOLUTION}\n{(WRONG / 'no-zero-grad.py').read_text()}",
    "ben": f"{SOLUTION}\n\ndef forward(x, w, b):\n    return 1.001 * (w * x + b)\n",
    "max": SOLUTION,
    SCRIPT: SOLUTION + FRESH,
    "tom": SOLUTION + TURNED,
}


@pytest.fixture(scope="module")
def explain(warm, tmp_path_factory):
    """Return a function that runs the command on a class that has been graded; `explain.folder` is where it is."""
    folder = tmp_path_factory.mktemp("explained")
    for name, text in CLASS.items():
        path = folder / "class" / name / f"{LAB.name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (folder / "class" / "eve").mkdir()
    (folder / "class" / "eve" / "notes.txt").write_text("nothing")
    gradkit = [sys.executable, "-m", "autograder"]
    options = ("--seed", SEED, "--lab", LAB.name, "--accept-weak-isolation")
    done = warm([*gradkit, "grade"], folder / "class", "--out", folder / "out", *options)
    assert done.returncode == 0, done.stderr

    def run(student, check, *arguments, out=folder / "out"):
        return warm([*gradkit, "explain"], out, student, check, "--accept-weak-isolation", *arguments)

    run.folder, run.gradkit = folder, gradkit
    return run


@pytest.fixture
def altered(explain, tmp_path):
    """Return a function that writes into a copy of the ledger, and returns the folder that it is in."""

    def write(statement, *values):
        out = tmp_path / "out"
        shutil.copytree(explain.folder / "out", out)
        with contextlib.closing(sqlite3.connect(out / NAME)) as ledger, ledger:
            ledger.execute(statement, values)
        return out

    return write


def numbers_of(case, name):
    """Return the first numbers of an input, as they are printed."""
    return [str(value) for value in case.arrays[name].ravel()[:3]]


def test_everything_about_a_mistake_with_a_name(explain):
    done = explain("ada", f"{LAB.name}.train_model")

    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert said.startswith("ada: slope_and_bias.train_model\nnot right yet, no-zero-grad, 0 of 10 points\n")
    assert "Run again just now: the same verdict, and nothing that it rests on has changed." in said
    assert "Why it is called no-zero-grad\n  Every number of all 4 cases is what this mistake makes of it" in said
    assert "Results like these are those of people who never clear their gradients." in said
    solution, nearest, *others = said.split("known mistake")[1].splitlines()[1:4]
    assert "(the solution)" in solution and nearest.split() == ["no-zero-grad", "58", "of", "58", "0"]
    assert all("case 1, " in line and "it makes" in line for line in (solution, *others))
    assert "| def train_model(X, Y, w, b, lr, iters):" in said and "| def forward(x, w, b):" in said
    assert "def error_surface" not in said
    for case in LAB.check("train_model").cases(SEED):
        for name in case.arrays:
            assert all(number in said for number in numbers_of(case, name))
    assert "✗ gradient of w at step 2" in said and str(SEED) in said


def test_what_is_hidden_stays_hidden_from_the_student(explain):
    told = explain(SCRIPT, f"{LAB.name}.forward").stdout
    said = explain(SCRIPT, f"{LAB.name}.forward", "--for-student").stdout

    published, *fresh = LAB.check("forward").cases(SEED)
    assert all(number in said for number in numbers_of(published, "x"))
    for case in fresh:
        hidden = [number for number in numbers_of(case, "x") if len(number) > 6]
        assert hidden and all(number in told and number not in said for number in hidden)
    stop = f"ValueError: no {fresh[0].arrays['x'].ravel()[0].item()}, in line"
    assert stop in told and "> " in told and "ValueError: no" not in said
    assert "| FACTOR = 1.0" in said and "called" in told and "called" in said
    for secret in ("bias-sign", "known mistake", "seed", "SHA-256"):
        assert secret in told and secret not in said


def test_right_work_and_near_misses(explain):
    right, near = (explain(name, f"{LAB.name}.forward").stdout for name in ("max", "ben"))

    assert "Why it is right\n  Every number of every case is near enough" in right
    assert "Why it has no name\n  A name is given where a known mistake makes all the numbers" in near
    assert "Of those known here (3) none does." in near


def test_of_a_large_grid_the_neighbours_of_what_is_off_are_shown_and_all_on_a_page(explain, tmp_path):
    said = explain("tom", f"{LAB.name}.error_surface").stdout
    page = tmp_path / "page.html"
    assert explain("tom", f"{LAB.name}.error_surface", "--html", page).returncode == 0

    assert len(said.splitlines()) < 400 and "transposed: rows and columns" in said
    assert "expected[0:3, 0:4]" in said and "got[0:3, 0:4]" in said and ": --html FILE\n" in said
    assert said.count("source=262144") == 1
    text = page.read_text()
    assert "<details><summary>all numbers of " in text and "<details open" not in text
    assert text.count("\n") > said.count("\n") + 200


def test_a_page_is_one_file_in_which_a_name_is_only_a_name(explain, tmp_path):
    page = tmp_path / "page.html"
    done = explain(SCRIPT, f"{LAB.name}.forward", "--html", page)

    assert (done.returncode, done.stdout) == (0, f"{page}\n"), done.stderr
    text = page.read_text()
    assert "&lt;script&gt;alert(1)&lt;" in text and "<script" not in text and "http" not in text
    assert explain("max", f"{LAB.name}.forward", "--html", page).returncode == 0  # its own pages it writes anew
    assert "<script" not in page.read_text() and "max" in page.read_text()
    page.write_text("somebody's own")
    done = explain("max", f"{LAB.name}.forward", "--html", page)
    assert done.returncode == 2 and page.read_text() == "somebody's own"


def test_another_verdict_is_said_with_what_has_changed(explain, altered):
    check = """student = 'ada' AND "check" = 'train_model'"""
    out = altered(f"UPDATE checks SET status = 'pass', points = 10, misconception = NULL WHERE {check}")
    done = explain("ada", f"{LAB.name}.train_model", out=out)

    assert done.returncode == 0
    assert (
        "the verdict is ANOTHER: not right yet, no-zero-grad, 0 of 10 points. In the ledger it is: passed, 10"
        in done.stdout
    )
    assert "Nothing that a verdict rests on has changed." in done.stdout
    assert done.stderr.count("\n") == 1 and "the verdict today is another" in done.stderr

    with contextlib.closing(sqlite3.connect(out / NAME)) as ledger, ledger:
        ledger.execute("UPDATE terms SET solution = 'another'")
    said = explain("ada", f"{LAB.name}.train_model", out=out).stdout
    assert "What has changed since: the solution." in said and "Nothing that a verdict" not in said
    said = explain("max", f"{LAB.name}.forward", out=out).stdout
    assert "the same verdict, though what it rests on has changed since: the solution." in said


def test_what_was_decided_by_hand_is_told_to_both(explain, altered, warm):
    out, name = altered("PRAGMA user_version"), f"{LAB.name}.train_model"
    done = warm([*explain.gradkit, "override"], out, "ada", name, "--points", 4, "--because", "the idea <is> right")
    assert done.returncode == 0, done.stderr
    with contextlib.closing(sqlite3.connect(out / NAME)) as ledger, ledger:
        ledger.execute("UPDATE checks SET points = 1 WHERE \"check\" = 'train_model' AND student = 'ada'")

    told, said = explain("ada", name, out=out).stdout, explain("ada", name, "--for-student", out=out).stdout

    assert f"By hand: {name}, 4 points, by " in told and ": the idea <is> right (the verdict has changed since" in told
    assert "train_model: 4 of 10 points, given by hand: the idea <is> right" in said


def test_what_was_never_run_has_its_reason(explain):
    done = explain("eve", f"{LAB.name}.forward")

    assert done.returncode == 0
    assert "no file, 0 of 2 points" in done.stdout and "There is nothing to run again." in done.stdout
    assert "There is no slope_and_bias.py and no slope_and_bias.ipynb" in done.stdout


@pytest.mark.parametrize(
    ("student", "check", "said"),
    [
        ("adda", f"{LAB.name}.forward", "there is no such student in"),
        ("ada", f"{LAB.name}.froward", "did you mean slope_and_bias.forward?"),
        ("ada", LAB.name, "type one of its functions: slope_and_bias.forward,"),
        ("ada", "univariate.get_loss", "ada has no verdict on univariate; there is slope_and_bias"),
    ],
)
def test_what_cannot_be_found_is_one_line(explain, student, check, said):
    done = explain(student, check)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM files", "was graded before files were kept"),
        ("UPDATE terms SET limits = NULL", "its limits is None"),
        ("UPDATE terms SET limits = 'seconds=soon'", "the limits that"),
        ("UPDATE checks SET points = 'many'", "cannot be read (in the row of"),
        ("UPDATE terms SET device = 'abacus'", "abacus"),
    ],
)
def test_a_ledger_that_does_not_do_is_one_line(explain, altered, statement, said):
    done = explain("ada", f"{LAB.name}.forward", out=altered(statement))

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and done.stderr.count("\n") == 1


class TestLines:
    """What of a file a function's verdict is about."""

    def numbers(self, source, function="f", is_compiled=True):
        return [number for number, _ in numbered_lines(source, function, is_compiled=is_compiled)]

    def test_a_function_and_what_it_names_however_far_away(self):
        source = (
            b"import a\nimport b\nK = 1\nK += 1\ndef g(): return K\n@b.c\ndef f():\n    return g()\n\ndef h(): pass\n"
        )

        assert self.numbers(source) == [2, 3, 4, 5, 6, 7, 8]

    def test_of_two_of_one_name_the_last(self):
        assert self.numbers(b"def f(): return 1\n\ndef f(): return 2\n") == [3]

    def test_all_lines_where_the_function_cannot_be_found_and_where_nobody_has_compiled_them(self):
        assert self.numbers(b"def g(): pass\r\nx = 1\r\n") == [1, 2, 3]
        assert self.numbers(b"def f(): pass\rx = (", is_compiled=True) == [1, 2]
        assert self.numbers(b"def f(): pass\nx = 1\n", is_compiled=False) == [1, 2, 3]

    def test_lines_are_those_of_the_code_that_ran(self):
        """A cookie can have the bytes say one thing and the code another."""
        source = b"# coding: utf-7\nx = 1+AAo-def f():+AAo-    return 3+AAo-# +AAo-"

        lines = numbered_lines(source, "f", is_compiled=True)

        assert lines == [(3, "def f():"), (4, "    return 3")]

    def test_a_name_given_a_value_ten_thousands_of_times_takes_no_time(self):
        start = time.process_time()

        assert self.numbers(b"a=1\n" * 60_000 + b"def f(): return 1\n") == [60_001]
        assert time.process_time() - start < 3

    def test_what_nobody_sees_is_shown(self):
        ((_, line), *_) = numbered_lines("def f(): return '\u202e\x1b[2J'".encode(), "f", is_compiled=True)

        assert line == "def f(): return '__[2J'"


@pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER, NOT TESTED: apt install chromium")
def test_a_page_fits_a_phone_and_fetches_nothing(tmp_path):
    blocks = (
        Code(((9, "x" * 300), (12, "y")), 12),
        Pairs((("X", "[" + "1.2345678 " * 80 + "\n" + "1 " * 300), ("limits", "a=1 " * 80))),
        Table(("", "expected", "got"), (("a loss " * 5, "1" * 20, "2" * 60),), (True,)),
    )
    page = tmp_path / "page.html"
    document = Document(SCRIPT * 9, f"{LAB.name}.compare_learning_rates", ("words " * 30,), (Section("x", blocks),))
    page.write_text(page_of(document, is_for_student=False))

    with Browser() as browser:
        browser.open(page, width=360, height=740)
        assert browser.run("document.documentElement.scrollWidth") <= 360
        assert browser.run("document.scripts.length") == 0
        assert browser.requests == [page.resolve().as_uri()]
        assert browser.run("document.querySelector('.marked td').textContent") == "12"
        assert browser.pdf()
