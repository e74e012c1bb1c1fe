"""The workflow for GitHub and the folder for Gradescope that a page shows: read as what they are, and run."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from autograder.labs.catalogue import lab_named
from autograder.teaching.exports import FORMATS
from autograder.teaching.kit import AS_THEY_ARE, README
from autograder.teaching.ledger.reading import read_rows
from tests.checkout import copy_of_checkout, environment_of, files_in
from tests.pages.test_exports import RESULTS_JSON
from tests.places import ROOT

PAGE = (ROOT / "autograder" / "teaching" / "exports" / "README.md").read_text(encoding="utf-8")
FILES = files_in(PAGE)
# `on` is a truth value to YAML 1.1 and a word to GitHub: read everything as words.
WORKFLOW = yaml.load(FILES[".github/workflows/classroom.yml"], yaml.BaseLoader)
STEPS = WORKFLOW["jobs"]["run-autograding-tests"]["steps"]
RUNS = {step["name"]: step["run"] for step in STEPS if "run" in step}
LAB = lab_named("slope_and_bias")
SUMS = "\n\ndef criterion(yhat, y):\n    return ((yhat - y) ** 2).sum()\n"


def bash(script, *options, **how):
    """Run a script as GitHub and Gradescope do: with bash, and until the first command that fails."""
    return subprocess.run(["bash", "-e", *options], input=script, capture_output=True, text=True, timeout=240, **how)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy in which somebody has solved the lab but for one function."""
    folder = copy_of_checkout(tmp_path_factory.mktemp("recipes") / "gradkit")
    solved = (folder / "solutions" / f"{LAB.name}.py").read_text(encoding="utf-8")
    (folder / "exercises" / f"{LAB.name}.py").write_text(solved + SUMS, encoding="utf-8")
    return folder


def test_the_page_names_every_format():
    assert {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `")} == set(FORMATS)


class TestGitHub:
    def test_each_step_uses_an_action_of_a_version_or_runs_something(self):
        assert WORKFLOW["on"] == ["push", "workflow_dispatch"]
        assert WORKFLOW["permissions"] == {"contents": "read"}
        assert WORKFLOW["env"] == {"LAB": LAB.name}
        assert all(("uses" in step) != ("run" in step) for step in STEPS)
        assert all("@v" in step["uses"] for step in STEPS if "uses" in step)

    def test_what_it_names_is_in_a_students_kit(self):
        python = next(step["with"] for step in STEPS if "setup-python" in step.get("uses", ""))

        assert python["cache"] == "pip"
        assert python["cache-dependency-path"] in AS_THEY_ARE
        assert RUNS["Install"] in README.read_text(encoding="utf-8"), "what students are told to type"

    def test_its_lines_give_points_and_cards(self, checkout, tmp_path):
        summary = tmp_path / "summary.md"
        environment = {**environment_of(checkout), **WORKFLOW["env"], "GITHUB_STEP_SUMMARY": str(summary)}
        how = {"cwd": checkout, "env": environment}

        points = bash(RUNS["Points"], **how)
        assert points.returncode == 0, points.stderr
        assert summary.read_text() == points.stdout
        got = sum(check.points for check in LAB.checks if f"- {check.function}: pass" in points.stdout)
        assert points.stdout.startswith(f"{got} of {LAB.points} points\n")
        assert 0 < got < LAB.points and "- criterion: fail, 0 of 3" in points.stdout

        cards = bash(RUNS["Cards"], **how)
        assert cards.returncode == 1
        assert "What would it be for the same data twice over?" in cards.stdout


class TestGradescope:
    @pytest.fixture
    def autograder(self, checkout, tmp_path):
        """Gradescope's folder, with an environment, a checkout and a submission in it."""
        folder = tmp_path / "autograder"
        (folder / "source").mkdir(parents=True)
        (folder / "venv").symlink_to(Path(sys.executable).parents[1])
        (folder / "source" / "gradkit").symlink_to(checkout)
        (folder / "submission").mkdir()
        (folder / "source" / "gradkit.toml").write_text('seed = "7"')
        text = (checkout / "exercises" / f"{LAB.name}.py").read_text(encoding="utf-8")
        (folder / "submission" / f"{LAB.name}.py").write_text(text, encoding="utf-8")
        return folder

    @pytest.mark.parametrize("name", ["setup.sh", "run_autograder"])
    def test_they_are_scripts(self, name):
        assert FILES[name].startswith("#!/usr/bin/env bash\nset -euo pipefail\n")
        assert bash(FILES[name], "-n").returncode == 0

    def test_setting_up_names_what_is_there(self, autograder, tmp_path):
        """The commands are not the real ones: they write down what they were given."""
        words = FILES["setup.sh"].replace("/autograder/venv/bin/", "").replace("/autograder", str(autograder))
        for command in ("apt-get", "python3.11", "pip", "gradkit"):
            path = tmp_path / "bin" / command
            path.parent.mkdir(exist_ok=True)
            path.write_text(f'#!/bin/sh\necho {command} "$@"\n')
            path.chmod(path.stat().st_mode | stat.S_IXUSR)

        done = bash(words, env={"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"})
        *_, venv, install, doctor = done.stdout.splitlines()
        assert (venv, doctor) == (f"python3.11 -m venv {autograder / 'venv'}", "gradkit doctor")
        project, constraints = (Path(word) for word in install.split() if word.startswith("/"))
        assert (project / "pyproject.toml").is_file() and constraints.is_file()

    def test_a_submission_gets_its_results(self, autograder, checkout):
        script = FILES["run_autograder"].replace("/autograder", str(autograder))
        # A machine that cannot hold code in is told so on the page; this test is about the script.
        script = script.replace("--force", "--force --accept-weak-isolation")

        done = bash(script, cwd=autograder, env=environment_of(checkout))
        assert done.returncode == 0, done.stderr
        results = json.loads((autograder / "results" / "results.json").read_text(encoding="utf-8"))
        jsonschema.validate(results, RESULTS_JSON)
        assert [test["name"].partition(":")[0] for test in results["tests"]] == [check.name for check in LAB.checks]
        assert "criterion" in next(test for test in results["tests"] if test["status"] == "failed")["name"]
        assert {row.seed for row in read_rows(autograder / "graded")} == {7}, "the course's seed"
        assert "seed" not in json.dumps(results), "and nobody is told"
        assert results["score"] == sum(test["score"] for test in results["tests"]) > 0
