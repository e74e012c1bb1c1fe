"""Landlock: a process gives up every file that it is not given, for itself and whatever it starts.

Source: the kernel's documentation, Documentation/userspace-api/landlock.rst.
"""

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox.wall import syscalls

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SYM = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 12
_TRUNCATE = 1 << 14
# Asks for no set of rules, but for what this kernel knows of Landlock; and the one type of rule that we add.
_WHICH_VERSION, _BENEATH = 1, 1
# How many of the rights on files each version of Landlock knows, beginning with version 1.
_KNOWN_RIGHTS = (13, 14, 15, 15, 16)
_NET_SINCE, _ALL_NET = 4, 3
_SCOPE_SINCE, _ALL_SCOPES = 6, 3  # no abstract sockets, no signals to whoever is outside

READ = _EXECUTE | _READ_FILE | _READ_DIR
LIST = _READ_DIR
USE = _READ_FILE | _WRITE_FILE
SCRATCH = USE | _READ_DIR | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SYM | _TRUNCATE
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE


def restrict(allowed: Iterable[tuple[str | Path, int]]) -> None:
    """Allow `[(path, rights), …]` and no other file, no TCP, no signal to a process outside."""
    abi = syscalls.landlock(syscalls.LANDLOCK_CREATE, None, 0, _WHICH_VERSION)
    handled = (1 << _KNOWN_RIGHTS[min(abi, len(_KNOWN_RIGHTS)) - 1]) - 1
    net = _ALL_NET if abi >= _NET_SINCE else 0
    scoped = _ALL_SCOPES if abi >= _SCOPE_SINCE else 0
    attributes = struct.pack("3Q", handled, net, scoped)
    length = 24 if abi >= _SCOPE_SINCE else 16 if abi >= _NET_SINCE else 8
    rules = syscalls.landlock(syscalls.LANDLOCK_CREATE, attributes, length, 0)
    try:
        for path, rights in allowed:
            _allow(rules, path, rights & handled)
        syscalls.landlock(syscalls.LANDLOCK_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: str | Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):
            rights &= _OF_FILES
        syscalls.landlock(syscalls.LANDLOCK_ADD, rules, _BENEATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
