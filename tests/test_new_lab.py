"""`gradkit lab new`, away from the package: what it makes of a solution or a notebook works as it stands."""

import functools
import json
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.checkout import environment_of
from tests.places import ROOT

GRADKIT = [sys.executable, "-m", "autograder"]
SOURCES = ROOT / "tests" / "new_labs"
RUFF = [sys.executable, "-m", "ruff"]
SETTINGS = ["--config", str(ROOT / "pyproject.toml"), "--config", 'lint.isort.known-first-party = ["autograder"]']
# What the functions of each source are found to be.
KINDS = {
    "kmeans.py": {"assign": "a value", "update": "a value", "inertia": "a value", "kmeans": "several values"},
    "logistic.py": {"predict": "a value", "cross_entropy": "a loss", "accuracy": "a number", "train": "a descent"},
    "softmax.py": {
        "softmax": "a value",
        "loss": "a loss",
        "gradient": "a value",
        "train": "a descent",
        "accuracy": "a number",
    },
    "tools.py": {
        "mse": "a loss",
        "fit": "a descent",
        "deal": "batches",
        "plot_losses": "a plot",
        "make_model": "a model",
        "is_likely": "a value",
        "squares": "a series",
    },
    "hinge.ipynb": {"hinge": "a value", "mean_hinge": "a loss"},
    "softplus.ipynb": {"softplus": "a value", "slope": "a value"},
}


@pytest.fixture
def gradkit(warm, tmp_path):
    """Return a function that runs a command in an empty folder."""
    (tmp_path / "course").mkdir()
    return functools.partial(warm, GRADKIT, env=environment_of(ROOT), cwd=tmp_path / "course")


def made_of(gradkit, source):
    """Make a lab, called as its source is; return what was said."""
    done = gradkit("lab", "new", source.partition(".")[0], "--from", SOURCES / source)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def rows_of(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("source", KINDS)
class TestWhatIsMade:
    def test_it_is_found_out_and_works(self, gradkit, source):
        said = made_of(gradkit, source)

        for function, kind in KINDS[source].items():
            assert f"✓ {function}: {kind}; its solution passes on guessed inputs" in said
        assert "✗" not in said

    def test_the_solution_passes_and_the_stub_is_not_started(self, gradkit, source):
        made_of(gradkit, source)

        right = gradkit("check", "--submission", "solutions", "--json")
        begun = gradkit("check", "--json")

        statuses = [[row["status"] for row in rows_of(done)] for done in (right, begun)]
        assert statuses == [["pass"] * len(KINDS[source]), ["not_started"] * len(KINDS[source])]

    def test_it_is_written_as_a_person_would(self, gradkit, source, tmp_path):
        made_of(gradkit, source)

        for command in (["format", "--check"], ["check"]):
            done = subprocess.run(
                [*RUFF, *command, *SETTINGS, tmp_path / "course" / "labs"], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout


class TestAFolder:
    def test_an_empty_one_becomes_a_course(self, gradkit, tmp_path):
        said = made_of(gradkit, "kmeans.py")

        written = {path.relative_to(tmp_path / "course").as_posix() for path in (tmp_path / "course").rglob("*.*")}
        named = {line.removeprefix("written: ") for line in said.splitlines() if line.startswith("written: ")}
        assert {name for name in written if "__pycache__" not in name} == named
        assert 'title = "K-means"' in (tmp_path / "course" / "gradkit.toml").read_text()

    def test_the_solution_may_lie_there_already(self, gradkit, tmp_path):
        (tmp_path / "course" / "solutions").mkdir()
        shutil.copy(SOURCES / "kmeans.py", tmp_path / "course" / "solutions")

        said = gradkit("lab", "new", "kmeans").stdout

        assert "✓ assign" in said and "written: solutions/kmeans.py" not in said

    def test_a_second_lab_comes_after_the_first(self, gradkit, tmp_path):
        for source in ("kmeans.py", "logistic.py"):
            made_of(gradkit, source)

        orders = [tomllib.loads(path.read_text())["order"] for path in sorted((tmp_path / "course").rglob("lab.toml"))]
        assert orders == [1, 2]

    def test_nothing_is_overwritten(self, gradkit, tmp_path):
        made_of(gradkit, "kmeans.py")
        toml = tmp_path / "course" / "labs" / "kmeans" / "lab.toml"
        toml.write_text("changed")

        done = gradkit("lab", "new", "kmeans", "--from", SOURCES / "kmeans.py")

        assert done.returncode == 2 and "is there already, and gradkit lab new overwrites nothing" in done.stderr
        assert toml.read_text() == "changed"

    def test_a_file_in_the_way_keeps_all_others_from_being_written(self, gradkit, tmp_path):
        (tmp_path / "course" / "gradkit.toml").touch()
        (tmp_path / "course" / "exercises").mkdir()
        (tmp_path / "course" / "exercises" / "kmeans.py").touch()

        done = gradkit("lab", "new", "kmeans", "--from", SOURCES / "kmeans.py")

        assert done.returncode == 2 and "exercises/kmeans.py is there already" in done.stderr
        assert not (tmp_path / "course" / "labs").exists() and not (tmp_path / "course" / "solutions").exists()

    def test_a_course_that_names_its_labs_has_to_name_this_one(self, gradkit, tmp_path):
        (tmp_path / "course" / "gradkit.toml").write_text('labs = ["univariate"]\n')

        done = gradkit("lab", "new", "kmeans", "--from", SOURCES / "kmeans.py")

        assert done.returncode == 2 and "kmeans is none of them: add it there first" in done.stderr

    def test_where_the_shipped_labs_were_out_it_is_said_that_they_are_no_more(self, gradkit, tmp_path):
        (tmp_path / "course" / "gradkit.toml").touch()

        assert "1. gradkit.toml: the labs of this folder alone are out now" in made_of(gradkit, "kmeans.py")

    def test_one_with_other_things_in_it_is_left_alone(self, gradkit, tmp_path):
        (tmp_path / "course" / "photos").mkdir()

        done = gradkit("lab", "new", "kmeans", "--from", SOURCES / "kmeans.py")

        assert done.returncode == 2 and "photos is in it" in done.stderr and "touch gradkit.toml" in done.stderr
        assert [path.name for path in (tmp_path / "course").iterdir()] == ["photos"]

    @pytest.mark.parametrize(
        ("name", "line"),
        [
            ("K-Means", "K-Means is no name for a lab"),
            ("random", "a lab called random would stand in the way"),
            ("torch", "a lab called torch would stand in the way"),
            ("answers", "a lab called answers would stand in the way"),
            ("new_one", "there is no"),
        ],
    )
    def test_what_cannot_be_made_is_one_line(self, gradkit, name, line):
        done = gradkit("lab", "new", name)

        assert done.returncode == 2 and done.stderr.startswith("gradkit: ") and line in done.stderr


class TestASolution:
    def test_what_is_left_to_do_ends_in_the_check(self, gradkit):
        left = made_of(gradkit, "kmeans.py").partition("What is left to do, in this order:\n")[2].splitlines()

        assert [line.split()[0] for line in left] == [f"{number}." for number in range(1, len(left) + 1)]
        assert left[0].split()[1] == "labs/kmeans/lab.toml:"
        assert left[-1].split()[1:] == ["gradkit", "lab", "check", "kmeans"]

    def test_known_mistakes_of_a_descent_and_a_loss_have_their_names(self, gradkit, tmp_path):
        made_of(gradkit, "logistic.py")
        right = (SOURCES / "logistic.py").read_text()
        wrong = right.replace("w -= lr * gw", "w += lr * gw").replace("b -= lr * gb", "b += lr * gb")
        (tmp_path / "course" / "exercises" / "logistic.py").write_text(
            wrong.replace("(1 - p)).mean()", "(1 - p)).sum()")
        )

        summed = gradkit("check", "logistic.cross_entropy", "--json")
        (tmp_path / "course" / "exercises" / "logistic.py").write_text(wrong)
        uphill = gradkit("check", "logistic.train", "--json")

        assert [rows_of(done)[-1]["misconception"] for done in (summed, uphill)] == ["sum-not-mean", "ascent"]

    def test_every_mistake_is_far_and_has_a_question(self, gradkit):
        made_of(gradkit, "logistic.py")
        made_of(gradkit, "tools.py")

        done = gradkit("doctor", "--margins")

        assert done.returncode == 0, done.stdout

    def test_what_nothing_records_is_said_and_left_to_do(self, gradkit, tmp_path):
        source = tmp_path / "primes.py"
        source.write_text(
            '"""Primes."""\n\n\ndef sieve(n):\n    """Return the primes up to n, a set."""\n    return {2, n}\n\n\n'
            "def _helper():\n    return 1\n"
        )

        said = gradkit("lab", "new", "primes", "--from", source).stdout

        assert "✗ sieve: not guessed; returns a set, which nothing records as it is" in said
        assert "1. solutions/primes.py: students get _helper as it stands" in said
        assert "2. labs/primes/probes.py and labs/primes/answers/cases.py: sieve returns a set" in said

    def test_a_loop_without_an_end_and_an_error_are_said(self, gradkit, tmp_path):
        source = tmp_path / "loops.py"
        source.write_text(
            '"""Loops."""\n\n\ndef broken(x):\n    """Never right."""\n    raise ValueError("no x is good")\n\n\n'
            'def fine(x):\n    """Return x, of shape (n,)."""\n    return x + 1\n'
        )

        said = gradkit("lab", "new", "loops", "--from", source).stdout

        assert "✗ broken: not guessed; no guess at its arguments worked (ValueError: no x is good)" in said
        assert "✓ fine: a value" in said

    def test_what_fails_on_some_inputs_alone_is_doubted(self, gradkit, tmp_path):
        source = tmp_path / "roots.py"
        source.write_text(
            '"""Roots."""\n\nimport torch\n\n\ndef root_of_largest(x):\n'
            '    """Return the root of the largest of the (n,) numbers x less 1.2, a 0-d tensor."""\n'
            "    return torch.sqrt(x.max() - 1.2 if len(x) > 5 else x.max() ** 2)\n"
        )

        said = gradkit("lab", "new", "roots", "--from", source).stdout

        assert "✗ root_of_largest: a value; does not work on all of 30 draws of its fresh inputs" in said

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('"""Of nothing."""\nimport nothing_of_that_name\n\n\ndef f(x):\n    """One."""\n', "cannot be imported"),
            ('def f(x):\n    """One."""\n    return x\n', "begins with no docstring"),
            ("def f(:\n", "is no Python"),
        ],
    )
    def test_a_solution_that_cannot_be_used_is_one_line(self, gradkit, tmp_path, text, line):
        (tmp_path / "course" / "solutions").mkdir()
        (tmp_path / "course" / "solutions" / "broken.py").write_text(text)

        done = gradkit("lab", "new", "broken")

        assert done.returncode == 2 and line in done.stderr and "Traceback" not in done.stderr

    def test_a_file_without_functions_is_one_line(self, gradkit, tmp_path):
        (tmp_path / "empty.py").write_text("x = 1\n")

        done = gradkit("lab", "new", "empty", "--from", tmp_path / "empty.py")

        assert done.returncode == 2 and "no function of empty has a docstring" in done.stderr


class TestANotebook:
    def points_of(self, folder, lab):
        checks = tomllib.loads((folder / "course" / "labs" / lab / "lab.toml").read_text())["check"]
        return {check["function"]: check["points"] for check in checks}

    def test_nbgraders_points_stand_at_the_tests(self, gradkit, tmp_path):
        said = made_of(gradkit, "hinge.ipynb")

        assert self.points_of(tmp_path, "hinge") == {"hinge": 3, "mean_hinge": 2}
        assert "points of mean_hinge: they are whole numbers here, and 1.5 became 2" in said

    def test_otters_stand_at_the_question_or_at_its_tests(self, gradkit, tmp_path):
        made_of(gradkit, "softplus.ipynb")

        assert self.points_of(tmp_path, "softplus") == {"softplus": 4, "slope": 2}

    @pytest.mark.parametrize("lab", ["hinge", "softplus"])
    def test_no_mark_is_left_and_no_answer_is_in_the_stub(self, gradkit, tmp_path, lab):
        made_of(gradkit, f"{lab}.ipynb")
        texts = {path.name: path.read_text() for path in (tmp_path / "course").rglob("*.*") if path.suffix != ".pyc"}

        assert not [name for name, text in texts.items() if "SOLUTION" in text or "BEGIN" in text]
        stub = (tmp_path / "course" / "exercises" / f"{lab}.py").read_text()
        assert "raise NotImplementedError" in stub and "clamp" not in stub and "log1p" not in stub
        assert "import torch" in stub

    def test_texts_examples_and_the_question_become_the_lesson(self, gradkit, tmp_path):
        made_of(gradkit, "hinge.ipynb")

        lesson = (tmp_path / "course" / "labs" / "hinge" / "lesson.md").read_text()
        story, _, question = lesson.partition("<!-- question -->")
        assert story.index("cuts off what is negative") < story.index("<!-- function: hinge -->")
        assert "```python\nhinge(torch.linspace(-1, 1, 5))\n```" in story and "def scaled" not in story
        assert "Why is the slope of a hinge at 0" in question
        answer = (tmp_path / "course" / "solutions" / "hinge.md").read_text()
        assert answer == "Its slopes from the left and from the right differ.\n"

    def test_a_function_without_a_docstring_gets_the_text_above_it(self, gradkit, tmp_path):
        made_of(gradkit, "hinge.ipynb")

        stub = (tmp_path / "course" / "exercises" / "hinge.py").read_text()
        assert '    """Return the mean of the hinge over all numbers."""' in stub

    @pytest.mark.parametrize(
        ("lab", "published", "hidden"), [("hinge", "[-1.0, 0.5, 3.0]", "7.25"), ("softplus", "[0.5, -0.5]", "9.75")]
    )
    def test_inputs_of_tests_are_published_but_for_hidden_ones(self, gradkit, tmp_path, lab, published, hidden):
        made_of(gradkit, f"{lab}.ipynb")

        cases = (tmp_path / "course" / "labs" / lab / "answers" / "cases.py").read_text()
        assert published in cases and hidden not in cases

    @pytest.mark.parametrize(
        ("source", "lines"),
        [
            (
                "hinge.ipynb",
                (
                    "cell 1: the picture hinge.png",
                    "cell 6 (test_hinge), 2 points: its tests, hidden ones among them",
                    "cell 14 (drawn), 4 points: a person marks it",
                    "cell 15 (task), 1 point: a person marks it",
                ),
            ),
            (
                "softplus.ipynb",
                (
                    "cell 1, Otter's settings is left out: # ASSIGNMENT CONFIG init_cell: false files: - data.csv",
                    "`two = softplus(torch.zeros(2)) # SOLUTION` is written outside of a function",
                    "cell 11 (q1), 3 points: its tests, hidden ones among them",
                    "cell 26 (q3) is left out: _Far to the right",
                ),
            ),
        ],
    )
    def test_what_is_not_taken_over_is_listed(self, gradkit, source, lines):
        left = made_of(gradkit, source).partition("Not taken over from the notebook:\n")[2]

        for line in lines:
            assert line in left

    def test_its_own_notebook_can_be_made(self, gradkit, tmp_path):
        pytest.importorskip("nbgrader")
        made_of(gradkit, "hinge.ipynb")

        done = gradkit("course", "handed_out")

        assert done.returncode == 0, done.stderr
        made = tmp_path / "course" / "handed_out" / "source" / "hinge" / "hinge.ipynb"
        assert "cuts off what is negative" in made.read_text()

    def test_what_is_no_notebook_is_one_line(self, gradkit, tmp_path):
        (tmp_path / "odd.ipynb").write_text("{}")

        done = gradkit("lab", "new", "odd", "--from", tmp_path / "odd.ipynb")

        assert done.returncode == 2 and "is no notebook of format 4" in done.stderr
