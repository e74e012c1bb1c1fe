"""Whether this Python can run the kit. Python 3.7 can read this file, which needs nothing else of the kit."""

import importlib.util
import os
import shlex
import shutil
import sys

OLDEST = (3, 11)
# What students meet first, by the names under which it is imported.
NEEDED = ("torch", "numpy", "matplotlib", "safetensors", "watchfiles")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# In a checkout and in an unpacked kit the course lies beside the package, in a wheel within it: see hatch_build.py.
WITHIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shipped")
INSTALLED = os.path.isdir(WITHIN) or os.path.basename(ROOT) in ("site-packages", "dist-packages")
IS_WINDOWS = os.name == "nt"


def trouble() -> str:
    """Return what this Python lacks and what to type, in one line; "" where it lacks nothing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if sys.version_info[:2] < OLDEST:
        wrong = "this is Python {}.{}, and gradkit needs {}.{} or newer".format(*sys.version_info[:2], *OLDEST)
    elif missing:
        wrong = f"{sys.executable} has no {missing[0]}"
    else:
        return ""
    return f"gradkit: {wrong}; type: {_remedy()}"


def install(extra: str = "") -> str:
    """Return what to type, in the folder of the kit where there is one, for the kit to have all it needs."""
    kit = ("gradkit" if INSTALLED else ".") + (extra and f"[{extra}]")
    return f"pip install {shlex.quote(kit)}" if INSTALLED else f"pip install -e {shlex.quote(kit)} -c constraints.txt"


def _remedy() -> str:
    """Return the commands that lead to a Python which has everything: the kit's own environment, made if need be."""
    if INSTALLED and sys.version_info[:2] >= OLDEST:
        return f"{shlex.quote(sys.executable)} -m {install()}"
    there = "" if INSTALLED or os.getcwd() == ROOT else f"cd {shlex.quote(ROOT)} && "
    activate = os.path.join(".venv", "Scripts", "activate") if IS_WINDOWS else ". .venv/bin/activate"
    if sys.prefix == os.path.join(ROOT, ".venv") and sys.version_info[:2] >= OLDEST:
        return there + install()
    if os.path.isdir(os.path.join(ROOT, ".venv")):
        return there + activate
    return f"{there}{_python()} -m venv .venv && {activate} && {install()}"


def _python() -> str:
    """Return the name of a Python that is new enough, as far as one is found."""
    if sys.version_info[:2] >= OLDEST:
        return "python" if IS_WINDOWS else "python3"
    newer = (f"python3.{minor}" for minor in range(OLDEST[1], 20))
    return next((name for name in newer if shutil.which(name)), "python{}.{}".format(*OLDEST))
