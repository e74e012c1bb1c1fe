"""Locking one check in: the last thing that happens in its process before a student's file is read.

In this order, since each step takes away what an earlier one needs: limits, user, privileges, files, calls.
"""

import contextlib
import os
import resource

from autograder.worker.wall import calls, landlock, seccomp
from autograder.worker.wall.house import NOBODY
from autograder.worker.wall.paths import DEVICES

_PAGE = resource.getpagesize()


class Lock:
    """What the server finds out once for all its checks: which steps work on this machine, each tried in a process of
    its own.

    `readable` and `listable` are paths, `size_file` a descriptor on this process's size.
    """

    def __init__(self, limits, readable, listable, size_file):
        self._limits, self._size_file = limits, size_file
        self._allowed = [
            *((path, landlock.LIST) for path in listable),
            *((path, landlock.READ) for path in readable),
            *((path, landlock.USE) for path in DEVICES if os.path.exists(path)),
        ]
        steps = (self._limit, self._leave_root, self._drop, self._hide_files, self._deny_calls)
        self._filter = None
        self._holding = [step for step in steps if self._works(step)]
        if self._deny_calls in self._holding:  # once for all checks, which add their own number
            self._filter = seccomp.prepare()

    @property
    def owner(self):
        """The user who a student's code will be, or None where that is the server's own."""
        return NOBODY if self._leave_root in self._holding else None

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

    def _limit(self, _):
        limits = self._limits
        pages = int(os.pread(self._size_file, 100, 0).split()[0])
        for what, most in (
            (resource.RLIMIT_AS, pages * _PAGE + limits.memory),
            (resource.RLIMIT_FSIZE, limits.file),
            (resource.RLIMIT_NOFILE, limits.descriptors),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))

    def _leave_root(self, _):
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)

    def _drop(self, _):
        calls.gain_nothing()
        calls.drop_capabilities()
        calls.die_with_parent()  # forgotten whenever the user changes
        calls.hide_memory()

    def _hide_files(self, scratch):
        landlock.restrict([*self._allowed, (scratch, landlock.SCRATCH)])

    def _deny_calls(self, _):
        seccomp.restrict(self._filter or seccomp.prepare(), os.getpid())
