"""Where the checks of a server live: in the open, with a folder each, or behind the wall."""

import itertools
import os
import shutil
import sys
import tempfile


class Open:
    """A process and a clock: each check has a scratch folder of its own, and nothing else keeps it in."""

    def __init__(self):
        self._home = os.getcwd()

    def scratch(self):
        """Make a folder for one check and return its path."""
        return tempfile.mkdtemp(dir=self._home)

    def sweep(self, scratch):
        """Remove a check's folder and what it left there."""
        shutil.rmtree(scratch, ignore_errors=True)

    def engage(self, scratch):
        """Lock the current process in, which may use `scratch` from now on."""

    def close(self):
        """Remove what is left. The server is about to end."""
        shutil.rmtree(self._home, ignore_errors=True)


class Locked(Open):
    """Locks that need no namespace: limits, another user, no privileges, Landlock, seccomp."""

    def __init__(self, lock):
        super().__init__()
        self._lock = lock

    def scratch(self):
        folder = super().scratch()
        if self._lock.owner is not None:
            os.chown(folder, self._lock.owner, self._lock.owner)
        return folder

    def engage(self, scratch):
        self._lock.engage(scratch)


class Housed(Locked):
    """The same in a house of its own, where each scratch folder is a small file system."""

    def __init__(self, lock, limits):
        super().__init__(lock)
        self._limits, self._numbers = limits, itertools.count()

    def scratch(self):
        from autograder.worker.wall import calls
        from autograder.worker.wall.house import SCRATCH

        folder = f"{SCRATCH}/{next(self._numbers)}"
        os.mkdir(folder)
        owner = self._lock.owner or 0
        options = f"size={self._limits.scratch},nr_inodes={self._limits.inodes},mode=700,uid={owner},gid={owner}"
        calls.mount("tmpfs", folder, "tmpfs", calls.MS_NOSUID | calls.MS_NODEV, options)
        return folder

    def sweep(self, scratch):
        from autograder.worker.wall import calls

        calls.unmount(scratch)
        os.rmdir(scratch)

    def close(self):
        """Nothing outlives the house."""


def enclose(limits):
    """Return the best enclosure that this machine has. May return in a fork of the process that called.

    Call it in a process that has warmed up, holds no answer and has no threads of its own. Where nothing of the wall can
    be had, that is found out by trying too: see `autograder.judge.isolation`.
    """
    if sys.platform != "linux":
        return Open()
    from autograder.worker.wall import calls
    from autograder.worker.wall.house import move_in, own_size_file
    from autograder.worker.wall.lock import Lock
    from autograder.worker.wall.paths import listable_paths, readable_paths

    readable = readable_paths()
    size_file = move_in(readable)
    housed = size_file is not None
    calls.hide_memory()
    if housed:
        return Housed(Lock(limits, readable, ["/"], size_file), limits)
    return Locked(Lock(limits, readable, listable_paths(), own_size_file()))
