"""Type commands as an instructor does: the real programs, with nothing of the reader's own settings."""

import atexit
import functools
import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT
from tests.warm_commands import WarmCommands

MODULES = {"gradkit": "autograder", "nbgrader": "nbgrader"}


def typed(line, folder):
    """Run a line of shell in a folder; return the finished process, whose status is not checked."""
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=600
    )


def forked(line, folder):
    """Run a line with one of our commands in a fork of a process that has what it imports."""
    command, *arguments = shlex.split(line)
    module = [sys.executable, "-m", MODULES[command]]
    return _warm().run(module, *arguments, cwd=folder, env=environment(folder))


def done(line, folder, how=forked):
    """Run a line that must succeed; return what it printed, standard output first."""
    process = how(line, folder)
    assert process.returncode == 0, f"{line}\n{process.stdout}\n{process.stderr}"
    return process.stdout + process.stderr


@functools.cache
def _warm():
    commands = WarmCommands(*MODULES.values())
    atexit.register(commands.close)
    return commands


def environment(folder):
    settings = str(Path(folder) / ".settings")
    ours = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    jupyter = dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"), settings)
    return {**os.environ, **jupyter, "PATH": ours, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
