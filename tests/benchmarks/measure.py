"""How a figure is taken and shown."""

import platform
import statistics
import sys
import time
from pathlib import Path

# What everybody pays who starts a process with torch in it: the yardstick of this machine.
BASELINE = [sys.executable, "-c", "import torch, pytest"]


def timed(action):
    """Return the seconds that an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def row(name, values, unit):
    """Print the minimum, the median and the maximum of what was measured."""
    low, middle, high = min(values), statistics.median(values), max(values)
    print(f"{name:<48} {low:8.3f} {middle:8.3f} {high:8.3f} {unit}", flush=True)


def ratios(these, those):
    """Return what each of these is of those, turn by turn."""
    return [one / other for one, other in zip(these, those, strict=True)]


def machine():
    """Return what was measured on, in one line."""
    return f"{platform.machine()}, Python {platform.python_version()}, {_processor()}"


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.processor()
