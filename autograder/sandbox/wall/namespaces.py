"""Namespaces: the warm server moves into a house of its own, with no network, no other process and hardly a file in it.

It moves once; each check is then forked inside. A process with two threads may not take a user namespace of its own,
and importing torch makes two; a fork has one, so the server moves in as a fork of itself.
"""

import contextlib
import os
import socket
from pathlib import Path

from autograder.sandbox.wall import cgroup, syscalls
from autograder.sandbox.wall.paths import DEVICES

_NAMESPACES = (
    syscalls.CLONE_NEWUSER
    | syscalls.CLONE_NEWNS
    | syscalls.CLONE_NEWPID
    | syscalls.CLONE_NEWNET
    | syscalls.CLONE_NEWIPC
    | syscalls.CLONE_NEWUTS
)
# Who a student's code is when the server is root's: each check a user of its own, by number, and where a machine has not so
# many to give, nobody. The numbers are beyond all that people and programs are given.
FIRST_USER, USERS = 0x6AD00000, 4096
NOBODY = 65534
SCRATCH = "/scratch"


def move_in(paths):
    """Return, in a fork that lives in the house, a descriptor on its own size; in this process None, where the machine
    refuses a house.

    Otherwise this process never returns: it waits for the fork and exits as that did. The fork ends with it. The house
    shows `paths` and nothing else; it is built on the current folder, which the last to leave removes.
    """
    news_read, news_write = os.pipe()
    maps_read, maps_write = os.pipe()
    lodger = os.fork()
    if lodger == 0:
        return _build(paths, news_write, maps_read)
    os.close(news_write)
    os.close(maps_read)
    if os.read(news_read, 1):
        with contextlib.suppress(OSError):
            _map_users(lodger)
        os.write(maps_write, b"m")
    moved = os.read(news_read, 1) == b"h"
    os.close(news_read)
    os.close(maps_write)
    if moved:
        _keep_house(lodger)
    os.waitpid(lodger, 0)
    return None


def _keep_house(lodger):
    for descriptor in (0, 1):
        os.close(descriptor)
    _, status = os.waitpid(lodger, 0)
    cgroup.sweep()
    with contextlib.suppress(OSError):
        os.rmdir(os.getcwd())
    os._exit(abs(os.waitstatus_to_exitcode(status)))


def _map_users(lodger):
    """Say which users the namespace has, and who they are outside: its root is us, the others keep their numbers.

    Only root may say so of others than itself.
    """
    if os.geteuid() != 0:
        Path(f"/proc/{lodger}/setgroups").write_text("deny")
        _write_map(lodger, "uid_map", os.geteuid(), ())
        _write_map(lodger, "gid_map", os.getegid(), ())
        return
    for kind in ("uid_map", "gid_map"):
        try:
            _write_map(lodger, kind, 0, ((FIRST_USER, USERS), (NOBODY, 1)))
        except OSError:  # a container that has not so many users itself
            _write_map(lodger, kind, 0, ((NOBODY, 1),))


def _write_map(lodger, kind, ours, others):
    lines = [f"0 {ours} 1", *(f"{first} {first} {count}" for first, count in others)]
    Path(f"/proc/{lodger}/{kind}").write_text("\n".join(lines) + "\n")


def _build(paths, news, maps):
    """Become the first process of a new house and return its size file, or exit."""
    try:
        syscalls.die_with_parent()
        syscalls.unshare(_NAMESPACES)
        os.write(news, b"u")
        os.read(maps, 1)
        _first_process()
        size_file = own_size_file()  # while there still is a /proc
        _furnish(os.getcwd(), paths)
        socket.sethostname("gradkit")
        os.write(news, b"h")
    except BaseException:
        os._exit(1)
    os.close(news)
    os.close(maps)
    return size_file


def own_size_file():
    """Return a descriptor from which this process's own size in pages can be read, wherever it moves."""
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)


def _first_process():
    """Return in a child, which is process 1 of the new namespace: when it ends, so does everybody in it."""
    first = os.fork()
    if first:
        for descriptor in (0, 1):
            os.close(descriptor)
        os.closerange(3, 1024)
        _, status = os.waitpid(first, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    syscalls.die_with_parent()


def _furnish(root, paths):
    syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", root, "tmpfs", syscalls.MS_NOSUID | syscalls.MS_NODEV, "size=16m,mode=755")
    for path in paths:
        _show(root, path)
        syscalls.make_read_only(f"{root}{path}")
    for device in DEVICES:
        _show(root, Path(device))
    for link in ("/lib", "/lib64", "/lib32", "/bin"):
        if os.path.islink(link):
            os.symlink(os.readlink(link), f"{root}{link}")
    for name in ("/tmp", SCRATCH, "/before"):
        os.makedirs(f"{root}{name}", exist_ok=True)
    syscalls.pivot_root(root, f"{root}/before")
    os.chdir("/")
    syscalls.unmount("/before")
    os.rmdir("/before")


def _show(root, path):
    """Have a folder or file of the machine appear in the house."""
    target = f"{root}{path}"
    if path.is_dir():
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY))
    syscalls.mount(str(path), target, "", syscalls.MS_BIND | syscalls.MS_REC)
