"""Type commands as an instructor does: the real programs, with nothing of the reader's own settings."""

import os
import subprocess
import sys
from pathlib import Path

from autograder.labs.catalogue import ROOT


def typed(line, folder):
    """Run a line of shell in a folder; return the finished process, whose status is not checked."""
    settings = Path(folder) / ".settings"
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_DATA_DIR": str(settings),
        "IPYTHONDIR": str(settings),
    }
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )


def done(line, folder):
    """Run a line that must succeed; return what it printed, standard output first."""
    process = typed(line, folder)
    assert process.returncode == 0, f"{line}\n{process.stdout}\n{process.stderr}"
    return process.stdout + process.stderr
