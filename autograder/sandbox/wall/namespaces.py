"""Namespaces: the warm server goes on in a fork that has no network, sees no other process and hardly a file.

That happens once; each check is then forked inside. A process with two threads may not take a user namespace of its own,
and importing torch makes two; a fork has one, so it is a fork of the server that takes them.

Sources: the manual pages namespaces(7), user_namespaces(7), pid_namespaces(7), mount_namespaces(7) and pivot_root(2).
"""

import contextlib
import os
import socket
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from autograder.sandbox.wall import cgroup, syscalls
from autograder.sandbox.wall.paths import DEVICES

# Who a student's code is when the server is root's: each check a user of its own, by number, and where a machine has not so
# many to give, nobody. The numbers are beyond all that people and programs are given.
FIRST_USER, USERS = 0x6AD00000, 4096
NOBODY = 65534
SCRATCH = "/scratch"


def enter_namespaces(paths: Sequence[Path]) -> int | None:
    """Return, in a fork that is the first process of new namespaces, a descriptor on its own size; in this process None,
    where the machine refuses them.

    Otherwise this process never returns: it waits for the fork and exits as that did. The fork ends with it. Its root
    holds `paths` and nothing else; it is mounted on the current folder, which is removed at the end.
    """
    told_read, told_write = os.pipe()  # "u": unshared, waiting for its users; "r": ready
    maps_read, maps_write = os.pipe()
    child = os.fork()
    if child == 0:
        return _enter(paths, told_write, maps_read)
    os.close(told_write)
    os.close(maps_read)
    if os.read(told_read, 1):
        with contextlib.suppress(OSError):
            _map_users(child)
        os.write(maps_write, b"m")
    ready = os.read(told_read, 1) == b"r"
    os.close(told_read)
    os.close(maps_write)
    if ready:
        _exit_with(child)
    os.waitpid(child, 0)
    return None


def _exit_with(child: int) -> NoReturn:
    for descriptor in (0, 1):
        os.close(descriptor)
    _, status = os.waitpid(child, 0)
    cgroup.sweep()
    with contextlib.suppress(OSError):
        os.rmdir(os.getcwd())
    os._exit(abs(os.waitstatus_to_exitcode(status)))


def _map_users(child: int) -> None:
    """Say which users the namespace has, and who they are outside: its root is us, the others keep their numbers.

    Only root may say so of others than itself. Source: user_namespaces(7), "Defining user and group ID mappings".
    """
    if os.geteuid() != 0:
        Path(f"/proc/{child}/setgroups").write_text("deny")
        _write_map(child, "uid_map", os.geteuid(), ())
        _write_map(child, "gid_map", os.getegid(), ())
        return
    for kind in ("uid_map", "gid_map"):
        try:
            _write_map(child, kind, 0, ((FIRST_USER, USERS), (NOBODY, 1)))
        except OSError:  # a container that has not so many users itself
            _write_map(child, kind, 0, ((NOBODY, 1),))


def _write_map(child: int, kind: str, ours: int, others: Iterable[tuple[int, int]]) -> None:
    lines = [f"0 {ours} 1", *(f"{first} {first} {count}" for first, count in others)]
    Path(f"/proc/{child}/{kind}").write_text("\n".join(lines) + "\n")


def _enter(paths: Sequence[Path], told: int, maps: int) -> int:
    """Become the first process of new namespaces and return its size file, or exit."""
    try:
        syscalls.die_with_parent()
        syscalls.unshare(syscalls.NAMESPACES)
        os.write(told, b"u")
        os.read(maps, 1)
        _become_first_process()
        size_file = own_size_file()  # while there still is a /proc
        _change_root(os.getcwd(), paths)
        socket.sethostname("gradkit")
        os.write(told, b"r")
    except BaseException:
        os._exit(1)
    os.close(told)
    os.close(maps)
    return size_file


def own_size_file() -> int:
    """Return a descriptor from which this process's own size in pages can be read, in whatever namespace. See proc(5)."""
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)


def _become_first_process() -> None:
    """Return in a child, which is process 1 of the new namespace: when it ends, so does everybody in it."""
    first = os.fork()
    if first:
        for descriptor in (0, 1):
            os.close(descriptor)
        os.closerange(3, 1024)
        _, status = os.waitpid(first, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    syscalls.die_with_parent()


def _change_root(root: str, paths: Iterable[Path]) -> None:
    """Make a root of `paths`, read-only, and of the devices and folders that Python needs, and let go of the old one."""
    syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", root, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "size=16m,mode=755")
    for path in paths:
        _bind(root, path)
        syscalls.make_read_only(f"{root}{path}")
    for device in DEVICES:
        _bind(root, Path(device))
    for link in ("/lib", "/lib64", "/lib32", "/bin"):
        if os.path.islink(link):
            os.symlink(os.readlink(link), f"{root}{link}")
    for name in ("/tmp", SCRATCH, "/before"):
        os.makedirs(f"{root}{name}", exist_ok=True)
    syscalls.pivot_root(root, f"{root}/before")
    os.chdir("/")
    syscalls.unmount("/before")
    os.rmdir("/before")


def _bind(root: str, path: Path) -> None:
    """Have a folder or file of the machine appear below `root`."""
    target = f"{root}{path}"
    if path.is_dir():
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY))
    syscalls.mount(str(path), target, "", syscalls.MS_BIND | syscalls.MS_REC)
