"""A limit on processes and threads for those whom the kernel's own limit does not hold: root is exempt from it.

Where the hierarchy of the pids controller (cgroups, version 1) can be written, a server puts itself into a group of its own
there, with all the checks that it will fork. Source: the kernel's documentation, admin-guide/cgroup-v1/pids.rst.
"""

import contextlib
import os
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup/pids")
_PREFIX = "gradkit-"


def new_group(processes: int) -> int | None:
    """Make a group for so many. Return a descriptor by which it can be joined, from within namespaces too.

    Return None where this machine has none to give.
    """
    try:
        folder = _here() / f"{_PREFIX}{os.getpid()}"
        folder.mkdir()
        (folder / "pids.max").write_text(f"{processes}")
        return os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        return None


def join(group: int) -> None:
    """Put this process into the group; what it forks from now on is in it too."""
    os.write(group, b"0")


def sweep() -> None:
    """Remove the groups of this server and of those that have ended. Another that is only starting keeps its empty one."""
    with contextlib.suppress(OSError):
        for folder in _here().glob(f"{_PREFIX}*"):
            server = folder.name.removeprefix(_PREFIX)
            if server == str(os.getpid()) or not Path("/proc", server).exists():
                with contextlib.suppress(OSError):  # somebody is in it
                    folder.rmdir()


def _here() -> Path:
    """Return the folder of the group that this process is in."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if "pids" in controllers.split(","):
            return _ROOT / path.lstrip("/")
    raise OSError("no pids controller")
