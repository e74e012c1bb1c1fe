"""Locking one check in: the last thing that happens in its process before a student's file is read.

In this order, since each step takes away what an earlier one needs: limits, user, privileges, files, calls.

Sources: the manual pages setrlimit(2), credentials(7), capabilities(7) and prctl(2), and those of `landlock`, `seccomp`.
"""

import contextlib
import os
import resource
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.sandbox.launch import Limits
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

    def __init__(
        self, limits: Limits, readable: Iterable[Path], listable: Iterable[Path], size_file: int, other_processes: int
    ) -> None:
        self._limits, self._size_file, self._other_processes = limits, size_file, other_processes
        self._allowed: list[tuple[str | Path, int]] = [
            *((path, landlock.LIST) for path in listable),
            *((path, landlock.READ) for path in readable),
            *((path, landlock.USE) for path in DEVICES if os.path.exists(path)),
        ]
        steps = (self._limit, self._leave_root, self._drop, self._hide_files, self._deny_calls)
        self._filter = None
        own_users = _succeeds(lambda: _become(FIRST_USER))
        self._users = (FIRST_USER, USERS) if own_users else (NOBODY, 1)
        self._holding = [step for step in steps if self._works(step)]
        if self._deny_calls in self._holding:  # once for all checks, which add their own number
            self._filter = seccomp.prepare()

    def owner(self, number: int) -> int | None:
        """Return the user who the code of the `number`th check will be, or None where that is the server's own."""
        first, count = self._users
        return first + number % count if self._leave_root in self._holding else None

    def counts_threads(self) -> bool:
        """Tell whether the kernel holds a check to its number of threads: tried, because it does not for root."""
        return self._works(self._start_too_many)

    def _start_too_many(self, scratch: str) -> None:
        if self._leave_root in self._holding:
            self._leave_root(scratch)
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        try:
            threading.Thread(target=int).start()
        except RuntimeError:
            return
        raise OSError("it started")

    def engage(self, scratch: str) -> None:
        """Lock this process in. Raises `OSError` when a step fails that worked before: no student's code may run then."""
        for step in self._holding:
            step(scratch)

    def _works(self, step: Callable[[str], None]) -> bool:
        def attempt() -> None:
            step(".")
            with open(os.__file__, "rb"):  # nobody may be kept from the interpreter by its folders
                pass

        return _succeeds(attempt)

    def _limit(self, _: str) -> None:
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

    def _leave_root(self, scratch: str) -> None:
        owner = os.stat(scratch).st_uid  # root's is the folder in which a step is tried
        _become(owner or self._users[0])

    def _drop(self, _: str) -> None:
        syscalls.drop_privileges()
        syscalls.die_with_parent()  # forgotten whenever the user changes
        syscalls.hide_memory()

    def _hide_files(self, scratch: str) -> None:
        landlock.restrict([*self._allowed, (scratch, landlock.SCRATCH)])

    def _deny_calls(self, _: str) -> None:
        seccomp.restrict(self._filter or seccomp.prepare(), os.getpid())


def _succeeds(attempt: Callable[[], None]) -> bool:
    """Tell whether something can be done, by doing it in a process of its own."""
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(BaseException):
            attempt()
            code = 0
        os._exit(code)
    return os.waitpid(pid, 0)[1] == 0


def _become(user: int) -> None:
    """Be a user and a group of that number from now on, and of no other group."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
