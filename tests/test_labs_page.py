"""The lab that autograder/labs/README.md shows, built from the page as a course of its own, away from the package."""

import ast
import functools
import json
import sys

import pytest

from tests.checkout import environment_of, files_in
from tests.places import ROOT

GRADKIT = [sys.executable, "-m", "autograder"]
PAGE = (ROOT / "autograder" / "labs" / "README.md").read_text(encoding="utf-8")
FILES = files_in(PAGE)
LAB = "logistic"
RIGHT = FILES[f"solutions/{LAB}.py"]
FUNCTIONS = [node.name for node in ast.parse(RIGHT).body if isinstance(node, ast.FunctionDef)]
CHECK = '[[check]]\nfunction = "{function}"\npoints = 2\nkind = "write"\nhints = ["What?", "How?", "So."]\n'


@pytest.fixture
def gradkit(warm, tmp_path):
    """Return a function that runs a command in the course that the page shows."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = FILES[f"labs/{LAB}/lab.toml"]
    others = [CHECK.format(function=name) for name in FUNCTIONS if f'"{name}"' not in shown.partition("points")[0]]
    (tmp_path / "labs" / LAB / "lab.toml").write_text('title = "Logistic regression"\n\n' + "\n".join([*others, shown]))
    (tmp_path / "gradkit.toml").touch()
    return functools.partial(warm, GRADKIT, env=environment_of(ROOT), cwd=tmp_path)


def found(done):
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["check"]: (row["status"], row["misconception"]) for row in rows}


def test_the_solution_passes_and_the_stub_is_not_started(gradkit):
    assert gradkit("lab", "write").returncode == 0

    assert found(gradkit("check", "--submission", "solutions", "--json")) == dict.fromkeys(FUNCTIONS, ("pass", None))
    assert found(gradkit("check", "--json")) == dict.fromkeys(FUNCTIONS, ("not_started", None))


@pytest.mark.parametrize(
    ("function", "was", "becomes", "slug"),
    [
        ("probability", "X @ w + b", "X @ w", "no-bias"),
        ("cross_entropy", ".mean()", ".sum()", "sum-not-mean"),
        ("train", "- lr *", "+ lr *", "ascent"),
        ("accuracy", "p > 0.5", "p < 0.5", None),
        ("deal", "X[rows], y[rows]", "X[rows], y[: len(rows)]", None),
        ("plot_losses", "ax.plot(losses", "ax.plot(losses[1:]", None),
        ("make_model", "nn.Linear(n_features, 1)", "nn.Linear(n_features, 2)", None),
    ],
)
def test_a_wrong_one_of_each_kind_fails_under_its_name(gradkit, tmp_path, function, was, becomes, slug):
    assert was in RIGHT
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / f"{LAB}.py").write_text(RIGHT.replace(was, becomes))

    assert found(gradkit("check", f"{LAB}.{function}", "--submission", "ada", "--json"))[function] == ("fail", slug)


def test_every_mistake_is_far_enough_and_has_a_question(gradkit):
    done = gradkit("doctor", "--margins")

    assert done.returncode == 0, done.stdout


def test_the_descent_by_hand_records_what_the_one_line_does(gradkit, tmp_path):
    by_hand = next(block for block in PAGE.split("```python\n") if block.startswith("def train")).partition("```")[0]
    probes = tmp_path / "labs" / LAB / "probes.py"
    one_line = next(line for line in FILES[f"labs/{LAB}/probes.py"].splitlines() if line.startswith("train ="))
    text = FILES[f"labs/{LAB}/probes.py"].replace(f"{one_line}\n", "")
    imports = "from collections.abc import Sequence\n\nfrom autograder.worker import parts, record_descent\n"
    probes.write_text(f"{imports}{text}\n\n{by_hand}")

    assert found(gradkit("check", f"{LAB}.train", "--submission", "solutions", "--json"))["train"] == ("pass", None)
