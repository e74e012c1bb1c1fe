"""A limit on processes and threads for those whom the kernel's own limit does not hold: root is exempt from it.

Where the hierarchy of the pids controller (cgroups, version 1) can be written, a server puts itself into a group of its own
there, with all the checks that it will fork. Source: the kernel's documentation, admin-guide/cgroup-v1/pids.rst.
"""

import contextlib
import os
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup/pids")
_PREFIX = "gradkit-"


class Group:
    """A group that processes can join, from within namespaces too: what is needed for that is open already."""

    def __init__(self, processes: int) -> None:
        """Make one for so many. Raises `OSError` where this machine has none to give."""
        folder = _here() / f"{_PREFIX}{os.getpid()}"
        folder.mkdir()
        (folder / "pids.max").write_text(f"{processes}")
        self._members = os.open(folder / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC)

    def join(self) -> None:
        """Put this process into the group; what it forks from now on is in it too."""
        os.write(self._members, b"0")
        self.close()

    def close(self) -> None:
        """Join no more."""
        os.close(self._members)


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
