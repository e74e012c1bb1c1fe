"""seccomp: which of the kernel's calls a student's process can still make.

What numerical Python needs is left alone. What starts programs, reaches other processes, opens the network, changes the
machine or hides memory from the limits is answered with EPERM, so that Python raises and the check goes on.

Sources: the manual pages seccomp(2) and seccomp_rule_add(3); for the names, syscalls(2).
"""

import errno
from typing import Any

try:
    import pyseccomp
except (ImportError, OSError, RuntimeError):  # the package, or the library libseccomp that it needs
    pyseccomp = None

from autograder.sandbox.wall import syscalls

_DENIED = """
    fork vfork execve execveat
    ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_open pidfd_getfd
    pidfd_send_signal tkill rt_sigqueueinfo rt_tgsigqueueinfo setns unshare
    sched_setaffinity sched_setattr sched_setparam sched_setscheduler setpriority ioprio_set migrate_pages move_pages
    socket bind connect listen accept accept4
    shmget shmat shmctl semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open mq_unlink
    memfd_create memfd_secret
    mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr swapon swapoff
    quotactl quotactl_fd mknod mknodat name_to_handle_at open_by_handle_at fanotify_init inotify_init inotify_init1 acct
    bpf perf_event_open userfaultfd add_key request_key keyctl io_uring_setup io_uring_enter io_uring_register
    kexec_load kexec_file_load init_module finit_module delete_module reboot syslog settimeofday clock_settime
    clock_adjtime adjtimex sethostname setdomainname iopl ioperm modify_ldt personality vhangup
""".split()  # noqa: SIM905  (a list of ninety quoted words is harder to read)

# fcntl's F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE and F_NOTIFY; ioctl's FIOSETOWN and SIOCSPGRP.
_WHOM_TO_SIGNAL = (8, 10, 15, 1024, 1026)
_WHOM_TO_SIGNAL_BY_IOCTL = (0x8901, 0x8902)


def prepare() -> Any:
    """Return the `SyscallFilter` that all checks have in common. Raises `OSError` where there is no libseccomp."""
    if pyseccomp is None:
        raise OSError(errno.ENOSYS, "seccomp: libseccomp is not on this system")
    denial = pyseccomp.ERRNO(errno.EPERM)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in _DENIED:
        _deny(rules, denial, name)
    # Whom the kernel tells that something can be read or written: it could be told to end somebody.
    for command in _WHOM_TO_SIGNAL:
        _deny(rules, denial, "fcntl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, command))
    for request in _WHOM_TO_SIGNAL_BY_IOCTL:
        _deny(rules, denial, "ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, request))
    _deny(rules, denial, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, syscalls.CLONE_THREAD, 0))
    # Its flags lie in memory, where no filter can look; told that it does not exist, the C library uses clone.
    _deny(rules, pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    _deny(rules, denial, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    return rules


def restrict(rules: Any, pid: int) -> None:
    """Make none of those calls from now on. `pid` is this process's number: it may still end itself, and nobody else."""
    for name in ("kill", "tgkill"):
        _deny(rules, pyseccomp.ERRNO(errno.EPERM), name, pyseccomp.Arg(0, pyseccomp.NE, pid))
    rules.load()


def _deny(rules: Any, denial: Any, name: str, *arguments: Any) -> None:
    try:
        rules.add_rule(denial, name, *arguments)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.EFAULT, errno.EDOM):  # this machine has no call of that name
            raise
