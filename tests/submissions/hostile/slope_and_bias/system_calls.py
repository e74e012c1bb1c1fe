# Ask the kernel directly, behind Python's back.
# needs: level A
# expect: criterion fail

import ctypes
import os


def criterion(yhat, y):
    libc = ctypes.CDLL(None)
    attempts = [
        libc.ptrace(16, os.getppid(), 0, 0),
        libc.unshare(0x10000000),
        libc.mount(b"none", b"/", b"tmpfs", 0, None),
        libc.shmget(0, 1 << 30, 0o1777),
        libc.syscall(319, b"memory", 0),  # memfd_create
        libc.syscall(425, 8, None),  # io_uring_setup
        libc.syscall(434, os.getppid(), 0),  # pidfd_open
    ]
    done = sum(attempt >= 0 for attempt in attempts)
    return (yhat - y).pow(2).mean() * done
