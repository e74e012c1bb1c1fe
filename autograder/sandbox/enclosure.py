"""Where the checks of a server live: in the open, with a folder each, or behind the wall."""

import contextlib
import itertools
import os
import shutil
import sys
import tempfile

from autograder.sandbox.launch import Limits
from autograder.sandbox.wall import cgroup, syscalls
from autograder.sandbox.wall.lock import Lock
from autograder.sandbox.wall.namespaces import SCRATCH, enter_namespaces, own_size_file
from autograder.sandbox.wall.paths import listable_paths, readable_paths

# Where checks cannot have users of their own, the processes of one user count against a check's limit: those of its server,
# and outside a namespace whatever else the user runs, which may become so many more.
SHARING, GROWTH = 64, 512


class Open:
    """A process and a clock: each check has a scratch folder of its own, and nothing else keeps it in.

    Where nothing `bounds_disk`, somebody has to look how much is in a folder.
    """

    bounds_disk = False

    def __init__(self) -> None:
        self._home = os.getcwd()

    def scratch(self) -> str:
        """Make a folder for one check and return its path."""
        return tempfile.mkdtemp(dir=self._home)

    def sweep(self, scratch: str) -> None:
        """Remove a check's folder and what it left there."""
        shutil.rmtree(scratch, ignore_errors=True)

    def engage(self, scratch: str) -> None:
        """Lock the current process in, which may use `scratch` from now on."""

    def is_full(self, scratch: str, limits: Limits) -> bool:
        """Tell whether a check has put more into its folder than it may, where nothing else keeps it from that."""
        size = count = 0
        for folder, folders, files in os.walk(scratch):
            count += len(folders) + len(files)
            for name in files:
                with contextlib.suppress(OSError):  # it is gone already
                    size += os.lstat(os.path.join(folder, name)).st_blocks * 512
            if size > limits.scratch or count > limits.inodes:
                return True
        return False

    def close(self) -> None:
        """Remove what is left. The server is about to end."""
        shutil.rmtree(self._home, ignore_errors=True)


class Locked(Open):
    """Locks that need no namespace: limits, another user, no privileges, Landlock, seccomp."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self._lock, self._numbers = lock, itertools.count()

    def scratch(self) -> str:
        folder, owner = super().scratch(), self._lock.owner(next(self._numbers))
        if owner is not None:
            os.chown(folder, owner, owner)
        return folder

    def engage(self, scratch: str) -> None:
        self._lock.engage(scratch)


class Namespaced(Locked):
    """The same in namespaces of its own, where each scratch folder is a small file system."""

    bounds_disk = True

    def __init__(self, lock: Lock, limits: Limits) -> None:
        super().__init__(lock)
        self._limits = limits

    def scratch(self) -> str:
        number = next(self._numbers)
        folder, owner = f"{SCRATCH}/{number}", self._lock.owner(number) or 0
        os.mkdir(folder)
        options = f"size={self._limits.scratch},nr_inodes={self._limits.inodes},mode=700,uid={owner},gid={owner}"
        syscalls.mount("tmpfs", folder, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, options)
        return folder

    def sweep(self, scratch: str) -> None:
        syscalls.unmount(scratch)
        os.rmdir(scratch)

    def close(self) -> None:
        """Nothing outlives the namespaces."""


def enclose(limits: Limits) -> Open:
    """Return the best enclosure that this machine has. May return in a fork of the process that called.

    Call it in a process that has warmed up, holds no answer and has no threads of its own. Where nothing of the wall can
    be had, that is found out by trying too: see `autograder.sandbox.isolation`.
    """
    if sys.platform != "linux":
        return Open()
    readable = readable_paths()
    cgroup.sweep()
    group = cgroup.new_group(limits.processes + SHARING)  # bounds all checks of a server together
    size_file = enter_namespaces(readable)
    syscalls.hide_memory()
    if size_file is not None:
        # Nobody else's processes are in here but the server's own.
        lock = Lock(limits, readable, [], size_file, other_processes=SHARING)
    else:
        others = _threads_of_this_user() + GROWTH
        lock = Lock(limits, readable, listable_paths(), own_size_file(), other_processes=others)
    if group is not None:
        if not lock.counts_threads():
            # A server of another container may have swept it; trying finds out what is missing then.
            with contextlib.suppress(OSError):
                cgroup.join(group)
        os.close(group)
    return Locked(lock) if size_file is None else Namespaced(lock, limits)


def _threads_of_this_user() -> int:
    count = 0
    for entry in os.scandir("/proc"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if entry.name.isdecimal() and entry.stat().st_uid == os.getuid():
                count += len(os.listdir(f"/proc/{entry.name}/task"))
    return count
