"""Locking one check in: the last thing that happens in its process before a student's file is read.

In this order, since each step takes away what an earlier one needs: limits, user, privileges, files, calls.
"""

import contextlib
import os
import resource
import threading

from autograder.sandbox.wall import landlock, seccomp, syscalls
from autograder.sandbox.wall.namespaces import FIRST_USER, NOBODY, USERS
from autograder.sandbox.wall.paths import DEVICES

_PAGE = resource.getpagesize()


class Lock:
    """What the server finds out once for all its checks: which steps work on this machine, each tried in a process of
    its own.

    `readable` and `listable` are paths, `size_file` a descriptor on this process's size. `other_processes` is how many of
    the same user's may run beside a check: they count against its limit.
    """

    def __init__(self, limits, readable, listable, size_file, other_processes=0):
        self._limits, self._size_file, self._other_processes = limits, size_file, other_processes
        self._allowed = [
            *((path, landlock.LIST) for path in listable),
            *((path, landlock.READ) for path in readable),
            *((path, landlock.USE) for path in DEVICES if os.path.exists(path)),
        ]
        steps = (self._limit, self._leave_root, self._drop, self._hide_files, self._deny_calls)
        self._filter = None
        self._users = next(
            (users for users in ((FIRST_USER, USERS), (NOBODY, 1)) if self._can_become(users)), (NOBODY, 1)
        )
        self._holding = [step for step in steps if self._works(step)]
        if self._deny_calls in self._holding:  # once for all checks, which add their own number
            self._filter = seccomp.prepare()

    def owner(self, number):
        """Return the user who the code of the `number`th check will be, or None where that is the server's own."""
        first, count = self._users
        return first + number % count if self._leave_root in self._holding else None

    def counts_threads(self):
        """Tell whether the kernel holds a check to its number of threads: tried, because it does not for root."""
        return self._works(self._start_too_many)

    def _start_too_many(self, scratch):
        if self._leave_root in self._holding:
            self._leave_root(scratch)
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        try:
            threading.Thread(target=int).start()
        except RuntimeError:
            return
        raise OSError("it started")

    def engage(self, scratch):
        """Lock this process in. Raises `OSError` when a step fails that worked before: no student's code may run then."""
        for step in self._holding:
            step(scratch)

    def _works(self, step):
        pid = os.fork()
        if pid == 0:
            code = 1
            with contextlib.suppress(BaseException):
                step(".")
                with open(os.__file__, "rb"):  # nobody may be kept from the interpreter by its folders
                    code = 0
            os._exit(code)
        return os.waitpid(pid, 0)[1] == 0

    def _can_become(self, users):
        pid = os.fork()
        if pid == 0:
            code = 1
            with contextlib.suppress(BaseException):
                _become(users[0])
                code = 0
            os._exit(code)
        return os.waitpid(pid, 0)[1] == 0

    def _limit(self, _):
        limits = self._limits
        pages = int(os.pread(self._size_file, 100, 0).split()[0])
        for what, most in (
            (resource.RLIMIT_AS, pages * _PAGE + limits.memory),
            (resource.RLIMIT_FSIZE, limits.file),
            (resource.RLIMIT_NOFILE, limits.descriptors),
            (resource.RLIMIT_NPROC, limits.processes + self._other_processes),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))

    def _leave_root(self, scratch):
        owner = os.stat(scratch).st_uid  # root's is the folder in which a step is tried
        _become(owner or self._users[0])

    def _drop(self, _):
        syscalls.gain_nothing()
        syscalls.drop_capabilities()
        syscalls.die_with_parent()  # forgotten whenever the user changes
        syscalls.hide_memory()

    def _hide_files(self, scratch):
        landlock.restrict([*self._allowed, (scratch, landlock.SCRATCH)])

    def _deny_calls(self, _):
        seccomp.restrict(self._filter or seccomp.prepare(), os.getpid())


def _become(user):
    """Be a user and a group of that number from now on, and of no other group."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
