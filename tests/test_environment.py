"""The first five minutes: who starts with the wrong Python is told so in a line, and what to type after `make check`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import environment
from tests.places import ROOT

# What pytest consists of: an environment with these alone is somebody's who has pytest and nothing of ours.
PYTEST = ("pytest", "_pytest", "py.py", "pluggy", "iniconfig", "packaging", "pygments")
OLD = sorted(Path.home().glob(".pyenv/versions/3.[789].*/bin/python")) + sorted(
    Path.home().glob(".pyenv/versions/3.10.*/bin/python")
)


def run(*command, cwd=ROOT, **environment):
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def told(done):
    """Return the one line that was said, and nothing else was."""
    status, output, errors = done
    assert (status, output) == (2, ""), errors
    (line,) = errors.splitlines()
    assert line.startswith("gradkit: ")
    return line


@pytest.fixture
def only_pytest(tmp_path):
    """A folder of packages with pytest in it, and nothing that the kit needs."""
    packages = Path(pytest.__file__).parents[1]
    for name in PYTEST:
        (tmp_path / name).symlink_to(packages / name)
    return tmp_path


class TestWhereThePackagesAreMissing:
    def test_python_m_autograder(self):
        line = told(run(sys.executable, "-S", "-m", "autograder"))

        assert "has no torch; type: " in line

    def test_pytest(self, only_pytest):
        line = told(run(sys.executable, "-S", "-m", "pytest", "autograder/", PYTHONPATH=str(only_pytest)))

        assert "has no torch; type: " in line

    def test_pytest_with_options_of_ours(self, only_pytest):
        options = ("--lab", "slope_and_bias", "-q")

        told(run(sys.executable, "-S", "-m", "pytest", *options, "autograder/", PYTHONPATH=str(only_pytest)))

    def test_a_whole_environment_lacks_nothing(self):
        assert environment.trouble() == ""


@pytest.mark.skipif(not OLD, reason="no Python is here that is too old")
@pytest.mark.parametrize("python", OLD, ids=lambda path: path.parents[1].name)
def test_a_python_that_is_too_old_is_told_so(python):
    line = told(run(python, "-m", "autograder"))

    assert "this is Python 3." in line and "needs 3.11 or newer" in line


class TestWhatToType:
    @pytest.fixture(autouse=True)
    def _of_a_kit(self, monkeypatch, tmp_path):
        monkeypatch.setattr(environment, "ROOT", str(tmp_path))
        monkeypatch.setattr(environment, "NEEDED", ("no_such_package",))
        monkeypatch.chdir(tmp_path)

    def test_nothing_was_installed_yet(self):
        made = "python3 -m venv .venv && . .venv/bin/activate && pip install -e . -c constraints.txt"

        assert environment.trouble() == f"gradkit: {sys.executable} has no no_such_package; type: {made}"

    def test_it_was_and_is_not_active(self, tmp_path):
        (tmp_path / ".venv").mkdir()

        assert environment.trouble().endswith("; type: . .venv/bin/activate")

    def test_from_another_folder(self, tmp_path, monkeypatch):
        (tmp_path / ".venv").mkdir()
        monkeypatch.chdir("/")

        assert environment.trouble().endswith(f"; type: cd {tmp_path} && . .venv/bin/activate")

    def test_it_is_active_and_not_whole(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))

        assert environment.trouble().endswith("; type: pip install -e . -c constraints.txt")

    def test_of_an_installed_kit(self, monkeypatch):
        monkeypatch.setattr(environment, "INSTALLED", True)

        assert environment.trouble().endswith(f"; type: {sys.executable} -m pip install gradkit")

        assert environment.install("instructor") == "pip install 'gradkit[instructor]'"
        monkeypatch.setattr(environment, "OLDEST", (3, 99))
        assert environment.trouble().endswith("python3.99 -m venv .venv && . .venv/bin/activate && pip install gradkit")


def test_what_it_needs_is_what_the_project_needs():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert f'requires-python = ">={environment.OLDEST[0]}.{environment.OLDEST[1]}"' in project
    assert all(f'    "{name}>=' in project for name in environment.NEEDED)


class TestMakeCheck:
    """`make check`, in an environment that is made already: a script stands in for its pytest."""

    @pytest.fixture
    def checkout(self, tmp_path):
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, tmp_path)
        programs = tmp_path / ".venv" / "bin"
        programs.mkdir(parents=True)
        for name, text in (("python", ""), ("pytest", "echo cards and board; exit 1")):
            (programs / name).write_text(f"#!/bin/sh\n{text}\n")
            (programs / name).chmod(0o755)
        (tmp_path / ".venv" / "installed").touch()
        return tmp_path

    def test_it_ends_with_what_to_type_next(self, checkout):
        status, output, _ = run("make", "check", cwd=checkout)

        assert status == 0
        assert output == "cards and board\n\nNext, type:  . .venv/bin/activate && gradkit watch\n"

    def test_who_has_activated_it_need_not_again(self, checkout):
        _, output, _ = run("make", "check", cwd=checkout, VIRTUAL_ENV=str(checkout / ".venv"))

        assert output.endswith("\nNext, type:  gradkit watch\n")
