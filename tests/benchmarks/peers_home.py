"""The peers' own virtual environment, made once from the package index and kept among the user's caches."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

PACKAGES = ("nbgrader", "otter-grader", "torch", "numpy", "matplotlib")
CONSTRAINTS = ROOT / "constraints.txt"


class NoPeers(Exception):
    """The peers cannot be installed here. The message says why."""


def peers_home():
    """Return the folder of the peers' programs; install them if that has not been done. Raises `NoPeers`."""
    wanted = hashlib.sha256(repr((PACKAGES, sys.version_info[:2])).encode() + CONSTRAINTS.read_bytes()).hexdigest()[:12]
    home = _caches() / "gradkit-benchmarks" / wanted
    done = home / "installed"
    if not done.exists():
        python = home / "bin" / "python"
        _call(sys.executable, "-m", "venv", "--clear", home)
        _call(python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "-c", CONSTRAINTS, *PACKAGES)
        done.touch()
    return home / "bin"


def _caches():
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _call(*command):
    try:
        subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.strip().splitlines() or ["no word why"]
        raise NoPeers(f"the peers cannot be installed: {said[-1]}") from None
    except OSError as problem:
        raise NoPeers(f"the peers cannot be installed: {problem}") from None
