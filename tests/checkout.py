"""For tests that follow a page: the files that it shows, and a copy of the checkout to try them in."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

# A file's name between backticks ends the paragraph above its text, but for a few words and a colon.
_SHOWN = re.compile(
    r"`(?P<name>[\w./]+)`[\w ,]*:\n\n(?P<fence>```+)\w+\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_FOLDERS = ("autograder", "datasets", "exercises", "solutions")


def files_in(page):
    """Return the files that a page of Markdown shows: name -> text."""
    return {shown["name"]: shown["text"] for shown in _SHOWN.finditer(page)}


def copy_of_checkout(folder):
    """Copy what the kit runs on into a new folder, and return it."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".gradkit.json"))
    for path in (path for path in ROOT.iterdir() if path.is_file()):
        shutil.copy(path, folder / path.name)
    return folder


def environment_of(checkout):
    """Return an environment in which `python`, `pytest` and `gradkit` are ours, and the kit is that of the folder."""
    ours = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": ours, "PYTHONPATH": str(checkout), "NO_COLOR": "1", "COLUMNS": "120"}


def run(command, **how):
    """Run a command to its end; return what became of it, with its output as text."""
    return subprocess.run(command, capture_output=True, text=True, timeout=240, **how)


def typed(checkout, *command, status=0):
    """Type a command in a copy of the checkout and return what it says."""
    done = run([*map(str, command)], cwd=checkout, env=environment_of(checkout))
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout
