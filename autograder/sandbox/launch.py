"""Start the worker processes. Needs the standard library alone, so that torch is on its way before anything else is.

The interpreter is isolated, its environment nearly empty, and the kit's own folder leaves the path again once the kit is
found: nothing beside it can be imported.
"""

import json
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from autograder.environment import INSTALLED

MIB = 1 << 20
ROOT = Path(__file__).resolve().parents[2]
# What runs in the sandbox: a module with `warm_up()`, `rehearse()` and `main()`. A name and no import: no torch here.
WORKER = "autograder.worker.check"
# Which GPUs a process may see: none where this is set, and empty.
GPUS = "CUDA_VISIBLE_DEVICES"
# What tells a forked process that its time is over. It may say what it was at, and is killed whether it does or not.
OUT_OF_TIME: int = getattr(signal, "SIGXCPU", 0)
# The variable that says which course is served: the folder of somebody's own, or "" for the shipped one.
COURSE = "GRADKIT_COURSE"
# What the worker's interpreter may know of the machine. It is cleared before a line of a student's runs.
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH", GPUS, "XDG_CACHE_HOME")
_SET = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    # Who asks for a name of this user is not to look for it in /etc/passwd, which is not there behind the wall.
    "USER": "gradkit",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",
    # Python's objects in huge pages: a fork copies a page table, and this makes it some hundred times shorter. Measured
    # with torch and matplotlib in memory: fork and exit of a child that does nothing in 5 ms, where it was 17 ms.
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
# Libraries that take long to import, and the word in a student's file that gives their use away.
SLOW = {
    "matplotlib.pyplot": rb"\bmatplotlib\b",
    "torch._dynamo.compiled_autograd": rb"\btorch\.func\b|\bfunctorch\b|\bimport func\b",
}


def slow_modules(source: bytes) -> list[str]:
    """Return the slow libraries that a file's bytes name."""
    return [module for module, word in SLOW.items() if re.search(word, source)]


# What every process that is started is told beside, by the names of variables.
TOLD: dict[str, str] = {}
# Folders of which student code may read nothing, beside the kit's own: courses of somebody's own.
KEPT_BACK: set[Path] = set()


def can_fork() -> bool:
    """Tell whether a warm process can hand out copies of itself here."""
    return hasattr(os, "fork")


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def interpreter(module: str, *arguments: str) -> list[str]:
    """Return the command line of a clean interpreter that runs `module.main(*arguments)`."""
    # Beside an installed kit lies what it needs: that stays.
    leave = "" if INSTALLED else "sys.path[:] = [entry for entry in sys.path if entry != root];"
    start = (
        "import sys; root = sys.argv.pop(1); sys.path.insert(0, root); import autograder, importlib;"
        f"{leave}"
        f"importlib.import_module({module!r}).main(*sys.argv[1:])"
    )
    # Isolated as by -I, but for -E: the environment is ours, and says how to allocate.
    return [sys.executable, "-P", "-s", "-X", "utf8", "-c", start, str(ROOT), *arguments]


def clean_environment() -> dict[str, str]:
    """Return the few variables that the worker's interpreter needs."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_SET, **TOLD}


def start(module: str, *arguments: str, cwd: str = os.sep, **settings: Any) -> subprocess.Popen[Any]:
    """Start a clean interpreter that runs `module.main(*arguments)`: who asks it has both ends of its input and output."""
    settings = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": clean_environment(), "cwd": cwd, **settings}
    return subprocess.Popen(interpreter(module, *arguments), **settings)


@dataclass(frozen=True)
class Limits:
    """What a student's code may use up. The defaults are generous for homework, and small for an attack.

    Seconds of one check, and of a whole submission where a class sets them; the others are bytes, but for `inodes`,
    `descriptors` and `processes`.

    `memory` is what a check may take beyond what the warm process has already, `file` the size of one file, `scratch`
    and `inodes` what its folder holds, `output` what of its prints is kept, `source` the student's file itself.
    `processes` counts threads: a check may start no process.
    """

    seconds: float = 10.0
    submission_seconds: float = math.inf
    memory: int = 1024 * MIB
    file: int = 8 * MIB
    scratch: int = 16 * MIB
    inodes: int = 1000
    descriptors: int = 64
    processes: int = 128
    output: int = 64 * 1024
    source: int = 256 * 1024


@dataclass(frozen=True)
class Plan:
    """What a server is told before it starts.

    `modules` are imported while it warms up. `sibling` names a module with `serve(read_fd, write_fd)`, which its first
    fork becomes, with `channel` for descriptors. It runs as many checks at a time as it has `slots`, 0 for one per core.
    """

    modules: tuple[str, ...] = ()
    sibling: str = ""
    channel: tuple[int, ...] = ()
    walled: bool = True
    slots: int = 0
    limits: Limits = field(default_factory=Limits)

    def to_json(self) -> str:
        """Return the text that `from_json` reads."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Return the `Plan` of a text."""
        told = json.loads(text)
        return cls(**{**told, "limits": Limits(**told["limits"])})


@dataclass(frozen=True)
class Launched:
    """A server that is on its way: its process, its complaints, the sibling's pipes or None."""

    process: subprocess.Popen[bytes]
    complaints: BinaryIO
    channel: tuple[BinaryIO, BinaryIO] | None


def launch_server(plan: Plan) -> Launched:
    """Start a warm server by a `Plan` and return at once; it imports torch meanwhile.

    Its sibling talks to us alone, over pipes of its own.
    """
    complaints = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  (the client closes it)
    channel: tuple[BinaryIO, BinaryIO] | None = None
    theirs: tuple[int, ...] = ()
    if plan.sibling:
        request_read, request_write = os.pipe()
        reply_read, reply_write = os.pipe()
        channel = (os.fdopen(reply_read, "rb"), os.fdopen(request_write, "wb"))
        theirs = (request_read, reply_write)
    told = replace(plan, channel=theirs).to_json()
    home = tempfile.mkdtemp(prefix="gradkit-")  # the server removes it when it ends
    process = start("autograder.sandbox.server", told, cwd=home, stderr=complaints, pass_fds=theirs)
    for descriptor in theirs:
        os.close(descriptor)
    return Launched(process, complaints, channel)
