"""The kernel's calls that Python has no name for. Each raises `OSError` with the call's own name; Linux alone has them.

Sources: the manual pages unshare(2), mount(2), umount2(2), mount_setattr(2), pivot_root(2), prctl(2), capset(2) and
landlock(7); the numbers from the kernel's headers, include/uapi.
"""

import ctypes
import errno
import os
import struct

_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
NAMESPACES = _CLONE_NEWNS | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWNET
CLONE_THREAD = 0x00010000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_ATTR_RDONLY, _ATTR_NOSUID = 1, 2
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9
_CAPABILITY_VERSION_3 = 0x20080522

# These have the same number on every machine that Linux and torch run on, but for pivot_root.
_NR_MOUNT_SETATTR, LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 442, 444, 445, 446
_NR_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones."""
    _checked("unshare", flags)


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount `source` on `target`."""
    _checked("mount", *(os.fsencode(text) for text in (source, target, kind)), flags, os.fsencode(options))


def unmount(target: str) -> None:
    """Take away what is mounted on `target`, at once or as soon as nobody uses it."""
    _checked("umount2", os.fsencode(target), _MNT_DETACH)


def make_read_only(target: str) -> None:
    """Let nothing be written below a mount, nor below those in it."""
    attributes = struct.pack("4Q", _ATTR_RDONLY | _ATTR_NOSUID, 0, 0, 0)
    _system_call("mount_setattr", _NR_MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), _AT_RECURSIVE, attributes, 32)


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root of this mount namespace, and put the one it had at `old`."""
    number = _NR_PIVOT_ROOT.get(os.uname().machine, -1)
    _system_call("pivot_root", number, os.fsencode(new), os.fsencode(old))


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends."""
    _checked("prctl", _PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def hide_memory() -> None:
    """Let no other process of the same user look into this one's memory."""
    _checked("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)


def drop_privileges() -> None:
    """Give up for good what a new program could gain by being started, and every privilege of the superuser's."""
    _checked("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _checked("capset", struct.pack("Ii", _CAPABILITY_VERSION_3, 0), bytes(24))


def landlock(number: int, *arguments: int | bytes | None) -> int:
    """Make one of Landlock's three calls, with the arguments that its manual page names; return what it returns."""
    return _system_call("landlock", number, *arguments)


def _system_call(name: str, number: int, *arguments: int | bytes | None) -> int:
    return _raise_for(name, _libc.syscall(ctypes.c_long(number), *(_as_long(argument) for argument in arguments)))


def _as_long(argument: int | bytes | None) -> ctypes.c_long | bytes | None:
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def _checked(name: str, *arguments: int | bytes) -> int:
    function = getattr(_libc, name, None)
    if function is None:
        raise OSError(errno.ENOSYS, f"{name}: not on this system")
    return _raise_for(name, function(*(_as_long(argument) for argument in arguments)))


def _raise_for(name: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result
